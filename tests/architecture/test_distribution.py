"""What is shipped: four packages, in nobody's way, with no address and no path of a machine in any file."""

import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import metadata, packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.architecture.packages import PACKAGES, ROOT

# In pieces, so that this file holds none of them.
ADDRESSES = [
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "npmjs" + ".org",
    "npmjs" + ".com",
    "yarnpkg" + ".com",
    "debian" + ".org",
    "docker" + ".io",
    "ghcr" + ".io",
    "index" + "-url",
    "find" + "-links",
    '"resolved": "' + "http",
]
MACHINE_PATHS = [
    "file" + "://",
    "/" + "work/",
    "/" + "root/",
    "/" + "home/",
    "/" + "Users/",
    "/" + "tmp/",
    "py" + "env/",
]

LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-build.lock")


def tracked_files() -> list[Path]:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for name in names.split("\0") if name and (path := ROOT / name).is_file()]


def lines_with(needles: list[str], paths: list[Path]) -> list[str]:
    return [
        f"{path.name}:{number}: {needle}"
        for path in paths
        for number, line in enumerate(path.read_bytes().decode(errors="replace").splitlines(), start=1)
        for needle in needles
        if needle in line
    ]


def locked(lock: Path) -> dict[str, set[str]]:
    pins: dict[str, set[str]] = {}
    for line in lock.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith((" ", "#")):
            requirement = Requirement(line.removesuffix("\\"))
            pins.setdefault(requirement.name.lower(), set()).add(str(requirement.specifier).removeprefix("=="))
    return pins


def answers(pins: dict[str, set[str]], asked: str) -> bool:
    requirement = Requirement(asked)
    versions = pins.get(requirement.name.lower(), set())
    return bool(versions) and all(requirement.specifier.contains(version) for version in versions)


def test_no_other_distribution_ships_our_top_level_names() -> None:
    shippers = packages_distributions()

    assert {package: set(shippers.get(package, [])) - {"backplan"} for package in PACKAGES} == {
        package: set() for package in PACKAGES
    }


def test_the_distribution_can_not_be_uploaded() -> None:
    assert "Private :: Do Not Upload" in metadata("backplan").get_all("Classifier", [])


def test_the_wheel_holds_the_four_packages_and_nothing_else(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)

    (wheel,) = tmp_path.glob("*.whl")
    tops = {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()}

    assert {top for top in tops if not top.endswith(".dist-info")} == set(PACKAGES)


def test_no_file_names_a_registry() -> None:
    assert lines_with(ADDRESSES, tracked_files()) == []


def test_no_file_names_a_path_of_a_machine() -> None:
    assert lines_with(MACHINE_PATHS, tracked_files()) == []


def test_an_address_in_a_file_is_told(tmp_path: Path) -> None:
    planted = tmp_path / "planted.lock"
    planted.write_text(f"six==1.17.0\n--extra-{ADDRESSES[8]} https://{ADDRESSES[0]}/simple\n", encoding="utf-8")

    assert lines_with(ADDRESSES, [planted]) == [f"planted.lock:2: {ADDRESSES[0]}", f"planted.lock:2: {ADDRESSES[8]}"]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_names_versions_and_hashes_only(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    pins = text.split("\n    # via")[:-1]

    assert "://" not in text
    assert pins
    assert [pin for pin in pins if "--hash=sha256:" not in pin] == []


def test_the_locks_answer_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = {
        "requirements.lock": project["project"]["dependencies"],
        "requirements-dev.lock": [
            *project["project"]["dependencies"],
            *(line for group in project["dependency-groups"].values() for line in group if isinstance(line, str)),
        ],
        "requirements-build.lock": [*project["dependency-groups"]["build"], *project["build-system"]["requires"]],
    }

    unanswered = [
        f"{name}: {line}" for name, lines in asked.items() for line in lines if not answers(locked(ROOT / name), line)
    ]

    assert unanswered == []


def test_the_locks_agree() -> None:
    runtime, dev, build = (locked(ROOT / name) for name in LOCKS)

    assert {name: dev.get(name) for name in runtime | build} == runtime | build


def test_networkx_is_locked_for_old_and_new_pythons() -> None:
    assert len(locked(ROOT / "requirements.lock")["networkx"]) == 2
