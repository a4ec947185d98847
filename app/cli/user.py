"""`backplan user`: who has an account, new ones, and new passwords."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .database import add_workspace_option, of_workspace, once, operating, settings_there
from .options import Command, Parser, refuse_name
from .output import say
from .status import DONE, EXPLAINED

if TYPE_CHECKING:
    from argparse import Namespace

    from app.store import Unit

EXAMPLES = f"""\
Add and reset say an address that works once: hand it on to the user, who
chooses a password there. Shut-out ends all sessions and tokens of the user.

examples:
  backplan user list
  backplan workspace add Acme && backplan user add ana@acme.example --name Ana
  backplan user list && backplan user reset ana@acme.example

{EXPLAINED}"""


def _options(parser: Parser) -> None:
    parser.add_argument(
        "act",
        metavar="ACT",
        choices=("add", "reset", "shut-out", "let-in", "list"),
        help="add, reset, shut-out, let-in, list",
    )
    parser.add_argument("email", metavar="EMAIL", nargs="?", help="the user's e-mail address")
    parser.add_argument("--name", metavar="NAME", help="what a new user is called")
    parser.add_argument("--role", metavar="ROLE", default="member", help="admin or member (default: member)")
    add_workspace_option(parser)


def _user(asked: Namespace) -> int:
    refuse_name(asked, asked.email)
    if asked.act != "list" and asked.email is None:
        asked.parser.error("say whose: an e-mail address")
    if asked.act == "add" and asked.name is None:
        asked.parser.error("say --name NAME, which the others see")
    settings = settings_there()
    with operating(settings) as unit:
        said = _done(unit, asked)
    say(f"{once(settings, said)}\n" if asked.act in {"add", "reset"} else said)
    return DONE


def _done(unit: Unit, asked: Namespace) -> str:
    """Do it, and return a secret or what is said."""
    from app.accounts.users import accounts, new_account, new_password_for, shut_user_out, workspace_for

    if asked.act == "add":
        workspace = workspace_for(of_workspace(unit, asked.workspace), asked.workspace)
        return new_account(unit, asked.email, asked.name, role=asked.role, workspace=workspace)
    if asked.act == "reset":
        return new_password_for(unit, asked.email)
    if asked.act != "list":
        shut_user_out(unit, asked.email, out=asked.act == "shut-out")
        return ""
    lines = []
    for one in accounts(unit):
        roles = ", ".join(f"{role} of {workspace}" for workspace, role in one.roles) or "no workspace"
        lines.append(f"{one.user.email}  {one.user.name}  {roles}{'  shut out' if one.user.disabled_at else ''}\n")
    return "".join(lines)


COMMAND = Command(
    name="user",
    says="add users, reset their passwords, list them",
    examples=EXAMPLES,
    options=_options,
    do=_user,
)
