"""`backplan workspace`: the tenants, each with its own plans and people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .database import operating, settings_there
from .options import Command, Parser, refuse_name
from .output import say
from .status import DONE, EXPLAINED

if TYPE_CHECKING:
    from argparse import Namespace

EXAMPLES = f"""\
examples:
  backplan workspace add Acme
  backplan workspace list

{EXPLAINED}"""


def _options(parser: Parser) -> None:
    parser.add_argument("act", metavar="ACT", choices=("add", "list"), help="add, list")
    parser.add_argument("name", metavar="NAME", nargs="?", help="what a new one is called")


def _workspace(asked: Namespace) -> int:
    from app.accounts.users import new_workspace
    from app.store.workspaces import workspaces

    refuse_name(asked, asked.name)
    if asked.act == "add" and asked.name is None:
        asked.parser.error("say what it is called")
    with operating(settings_there()) as unit:
        if asked.act == "add":
            said = f"{new_workspace(unit, asked.name)}\n"
        else:
            said = "".join(f"{one.id}  {one.name}\n" for one in workspaces(unit))
    say(said)
    return DONE


COMMAND = Command(
    name="workspace",
    says="add workspaces and list them",
    examples=EXAMPLES,
    options=_options,
    do=_workspace,
)
