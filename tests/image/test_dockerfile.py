"""What the image promises and can be read from the Dockerfile; `make image-proof` carries it out."""

import json
import subprocess
import sys

from tests.api.server import serving
from tests.image.dockerfile import ROOT, Instruction, allowed, copied, instructions


def last(name: str) -> Instruction:
    return [instruction for instruction in instructions() if instruction.name == name][-1]


def test_the_image_does_not_run_as_root() -> None:
    names = [instruction.name for instruction in instructions()]

    assert last("USER").rest == "backplan"
    assert "RUN" not in names[names.index("USER") :]


def test_both_stages_stand_on_the_same_python() -> None:
    bases = [instruction.rest.split()[0] for instruction in instructions() if instruction.name == "FROM"]

    assert bases == ["python:3.13-slim", "python:3.13-slim"]


def test_every_third_party_package_is_installed_by_hash() -> None:
    installs = [i.rest for i in instructions() if i.name == "RUN" and "pip install" in i.rest]

    assert [
        install
        for install in installs
        if "--require-hashes -r requirements" not in install and "--no-deps dist/" not in install
    ] == []


def test_the_image_serves_to_whoever_reaches_it() -> None:
    assert [last(name).rest for name in ("ENTRYPOINT", "CMD", "EXPOSE")] == ['["backplan"]', '["serve"]', "8000"]
    assert "BACKPLAN_HOST=0.0.0.0 PORT=8000" in last("ENV").rest


def test_the_image_says_whether_it_is_well() -> None:
    question = json.loads(last("HEALTHCHECK").rest.partition("CMD ")[2])
    with serving() as client:
        port = {"PORT": str(client.base_url.port)}
        well = subprocess.run([sys.executable, *question[1:]], env=port, check=False)
    ill = subprocess.run([sys.executable, *question[1:]], env=port, check=False, stderr=subprocess.DEVNULL)

    assert (question[0], well.returncode, ill.returncode) == ("python", 0, 1)


def test_what_is_copied_is_there_and_let_through() -> None:
    assert [source for source in copied() if not (ROOT / source).exists()] == []
    assert sorted(set(copied())) == sorted(allowed())
