"""Carry out the Dockerfile, instruction by instruction, in a Debian folder, where no Docker engine is at hand.

Needs root and `debootstrap`. Debian's own Python of the same version stands for the base image, so this proves the
commands, the files and the user, but neither that base image nor the layers, nor when an engine checks the health.
"""

import json
import os
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from string import Template

from tests.image.dockerfile import instructions, send_context

DEBIAN = "trixie"
"""The Debian whose Python is the version that the Dockerfile builds from."""

CERTIFICATES = "etc/ssl/certs/ca-certificates.crt"
"""This machine's, since its network may have some of its own; an engine would be given them as a build argument."""


class Stage:
    """One FROM of the Dockerfile: a root folder, and what the instructions so far have set."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = "/"
        self.user = "root"
        self.environment = {
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "SSL_CERT_FILE": f"/{CERTIFICATES}",
        }

    def inside(self, path: str) -> Path:
        """Return where the path of this stage lies on this machine."""
        return self.root / str(Path(self.folder, path)).lstrip("/")

    def run(self, command: Sequence[str]) -> str:
        """Run the command in this stage as its user, and return what it printed."""
        return subprocess.run(
            self.inside_out(command), check=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
        ).stdout

    def inside_out(self, command: Sequence[str]) -> list[str]:
        """Return the command that this machine runs to have a command run in this stage as its user."""
        variables = [f"{name}={value}" for name, value in self.environment.items()]
        script = (
            'mount -t proc proc "$1/proc" && mount --bind /dev "$1/dev" && root=$1 user=$2 folder=$3 && shift 3 '
            '&& exec chroot --userspec="$user" "$root" env -i "--chdir=$folder" "$@"'
        )
        root = str(self.root)
        return ["unshare", "--mount", "sh", "-c", script, "sh", root, self.user, self.folder, *variables, *command]


def main() -> int:
    """Build the image's folders, run what the image would run, and remove them."""
    with tempfile.TemporaryDirectory(prefix="backplan-image-") as name:
        folder = Path(name)
        context = folder / "context"
        context.mkdir()
        send_context(context)
        base = _base(folder / "base")
        stage = _build(base, folder, context)
        _try_out(stage)
    return 0


def _base(root: Path) -> Path:
    """Make a folder that has what the base image has: Debian, `python` and certificates, and a way to the network."""
    packages = "--include=ca-certificates,python3,python3-venv"
    subprocess.run(["debootstrap", "--variant=minbase", packages, DEBIAN, root], check=True, stdout=subprocess.DEVNULL)
    (root / "usr/local/bin/python").symlink_to("/usr/bin/python3")
    for path in ("etc/resolv.conf", "etc/hosts", CERTIFICATES):
        shutil.copy(Path("/", path), root / path)
    return root


def _build(base: Path, folder: Path, context: Path) -> Stage:
    """Carry out all instructions and return the last stage."""
    stages: dict[str, Stage] = {}
    stage = Stage(base)
    for instruction in instructions():
        print(f"{instruction.name} {instruction.rest}", flush=True)
        match instruction.name:
            case "FROM":
                name = instruction.rest.partition(" AS ")[2] or "final"
                subprocess.run(["cp", "--archive", base, folder / name], check=True)
                stage = stages[name] = Stage(folder / name)
            case "WORKDIR":
                stage.folder = str(Path(stage.folder, instruction.rest))
                stage.inside(".").mkdir(parents=True, exist_ok=True)
            case "COPY":
                _copy(instruction.rest, stage, stages, context)
            case "RUN":
                print(stage.run(["sh", "-c", instruction.rest]), end="")
            case "ENV":
                for name, value in (pair.split("=", 1) for pair in shlex.split(instruction.rest)):
                    stage.environment[name] = Template(value).substitute(stage.environment)
            case "USER":
                stage.user = instruction.rest
            case "EXPOSE" | "HEALTHCHECK" | "ENTRYPOINT" | "CMD":
                pass  # tried out at the end, as the image's user
            case unknown:
                message = f"{unknown} is in the Dockerfile, and this proof does not know it yet"
                raise ValueError(message)
    return stage


def _copy(rest: str, stage: Stage, stages: dict[str, Stage], context: Path) -> None:
    """Copy as Docker does: a folder's content into the target, files into a target that ends with a slash."""
    *sources, target = rest.split()
    origin = context
    if sources[0].startswith("--from="):
        origin = stages[sources.pop(0).removeprefix("--from=")].root
    for source in sources:
        path, goal = origin / source.lstrip("/"), stage.inside(target)
        if path.is_dir():
            goal.mkdir(parents=True, exist_ok=True)
            subprocess.run(["cp", "--archive", f"{path}/.", goal], check=True)
        else:
            shutil.copy(path, goal)


def _try_out(stage: Stage) -> None:
    """Run what an engine would run in the image: its command, its health check, and a look at who it is."""
    found = {instruction.name: instruction.rest for instruction in instructions()}
    health = json.loads(found["HEALTHCHECK"].partition("CMD ")[2])
    command = [*json.loads(found["ENTRYPOINT"]), *json.loads(found["CMD"])]
    stage.environment["PORT"] = str(_free_port())  # this folder shares the machine's network, a container would not
    print(f"$ {shlex.join(command)}", flush=True)
    with subprocess.Popen(stage.inside_out(command), stdin=subprocess.DEVNULL) as service:
        _wait_until_well(stage, health)
        print("$ the health check: well", flush=True)
        service.terminate()
    print(f"stopped by SIGTERM with exit status {service.returncode}")
    for words in (["id"], ["python", "-VV"], ["backplan", "--version"]):
        print(f"$ {shlex.join(words)}\n{stage.run(words)}", end="", flush=True)
    owned = stage.run(["find", "/opt", "-user", "backplan"]) or "nothing\n"
    print(f"the image's user owns below /opt: {owned}", end="")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


def _wait_until_well(stage: Stage, health: Sequence[str]) -> None:
    """Ask as an engine would, every second, and give up as one would."""
    command, said = stage.inside_out(health), ""
    for _ in range(START_PERIOD):
        asked = subprocess.run(command, check=False, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if asked.returncode == 0:
            return
        said = asked.stderr
        time.sleep(1)
    message = f"the service did not become well:\n{said}"
    raise TimeoutError(message)


START_PERIOD = 30
"""Seconds that the service may take on a busy machine until it answers."""


if __name__ == "__main__":
    if os.geteuid() != 0:
        sys.exit("The proof makes and enters a Debian folder: run it as root.")
    sys.exit(main())
