"""Imports point one way, the engine touches nothing, and each rule that says so goes red when broken."""

import configparser
import itertools
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.packages import PACKAGES, ROOT, copy_packages
from tests.architecture.rules import engine_flaws, hidden_imports

CONTRACTS = configparser.ConfigParser()
CONTRACTS.read(ROOT / ".importlinter")


def forbidden(contract: str) -> list[tuple[str, str]]:
    """Return the pairs (importer, imported) that a contract forbids."""
    section = CONTRACTS[f"importlinter:contract:{contract}"]
    if section["type"] != "layers":
        return list(itertools.product(names(section["source_modules"]), names(section["forbidden_modules"])))
    container = section.get("containers", "").strip()
    layers = [[f"{container}.{name}".strip(".") for name in layer.split(" | ")] for layer in names(section["layers"])]
    below = [pair for upper, lower in itertools.combinations(layers, 2) for pair in itertools.product(lower, upper)]
    beside = [pair for layer in layers for pair in itertools.permutations(layer, 2)]
    return below + beside


def plant(folder: Path, importer: str, imported: str) -> None:
    """Write an import into a package, as a module of its own, or at the end of a module."""
    path = folder.joinpath(*importer.split("."))
    if not path.is_dir():
        with path.with_suffix(".py").open("a") as module:
            module.write(f"\nimport {imported}\n")
    else:
        (path / planted(imported)).with_suffix(".py").write_text(f"import {imported}\n")


def planted(imported: str) -> str:
    return f"planted_{imported.replace('.', '_')}"


def names(setting: str) -> list[str]:
    return [line for line in setting.split("\n") if line and not line.startswith("#")]


FORBIDDEN = {
    contract: forbidden(contract)
    for contract in (section.rpartition(":")[2] for section in CONTRACTS.sections() if section != "importlinter")
}


def lint_imports(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", *options]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, subprocess.CompletedProcess[str]]:
    """Return, for each contract, what is said of a copy in which each import that it forbids is planted."""
    answers = {}
    for contract, imports in FORBIDDEN.items():
        folder = copy_packages(tmp_path_factory.mktemp(contract))
        for importer, imported in imports:
            plant(folder, importer, imported)
        answers[contract] = lint_imports(folder, "--contract", contract)
    return answers


def test_the_code_base_keeps_every_contract() -> None:
    answer = lint_imports(ROOT)

    assert f"Contracts: {len(FORBIDDEN)} kept, 0 broken." in answer.stdout
    assert answer.returncode == 0


@pytest.mark.parametrize(
    ("contract", "importer", "imported"),
    [(contract, *pair) for contract, imports in FORBIDDEN.items() for pair in imports],
)
def test_a_forbidden_import_breaks_its_contract(
    answers: dict[str, subprocess.CompletedProcess[str]], contract: str, importer: str, imported: str
) -> None:
    answer = answers[contract]

    where = (
        importer
        if (ROOT / importer.replace(".", "/")).with_suffix(".py").exists()
        else f"{importer}.{planted(imported)}"
    )
    assert f"{where} -> {imported} (l." in answer.stdout
    assert answer.returncode == 1


def test_the_engine_reaches_out_nowhere() -> None:
    assert engine_flaws(ROOT) == []


@pytest.mark.parametrize(
    ("line", "flaw"),
    [
        ("import asyncio", "asyncio is not among the modules that the engine may import"),
        ("import os.path", "os is not among the modules that the engine may import"),
        ("from importlib import import_module", "importlib is not among the modules that the engine may import"),
        ("from scheduler import step", "the engine imports itself by one dot, not by name"),
        ("import scheduler.step", "the engine imports itself by one dot, not by name"),
        ("from .. import app", "an import with more than one dot; the engine is one flat package"),
        ("open('plan.yaml')", "open() reaches outside the engine"),
        ("print('done')", "print() reaches outside the engine"),
        ("exec('import os')", "exec() reaches outside the engine"),
    ],
)
def test_an_engine_that_reaches_out_is_told_so(bare: Path, line: str, flaw: str) -> None:
    (bare / "scheduler" / "planted.py").write_text(f"def planted():\n    {line}\n")

    assert engine_flaws(bare) == [f"scheduler/planted.py:2: {flaw}"]


def test_the_engine_may_import_its_own_modules_and_what_computes(bare: Path) -> None:
    (bare / "scheduler" / "planted.py").write_text(
        "import networkx\nfrom datetime import date\nfrom .step import Step\n"
    )

    assert engine_flaws(bare) == []


def test_no_package_imports_by_a_call() -> None:
    assert hidden_imports(ROOT) == []


@pytest.mark.parametrize("package", PACKAGES)
@pytest.mark.parametrize(
    ("call", "name"),
    [
        ("__import__('api')", "__import__"),
        ("importlib.import_module('api')", "import_module"),
        ("import_module('api')", "import_module"),
    ],
)
def test_an_import_by_a_call_is_told(bare: Path, package: str, call: str, name: str) -> None:
    (bare / package / "planted.py").write_text(f"{call}\n")

    assert hidden_imports(bare) == [f"{package}/planted.py:1: {name}() hides an import from the contracts"]
