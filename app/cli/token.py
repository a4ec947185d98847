"""`backplan token`: what lets tools in."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from .database import add_workspace_option, of_workspace, operating, settings_there
from .options import Command, Parser, days, refuse_name
from .output import say
from .status import DONE, EXPLAINED

if TYPE_CHECKING:
    from argparse import Namespace

    from app.store import Unit
    from app.store.tokens import ApiToken

EXAMPLES = f"""\
A token is shown once. What one may do is named by its scopes, such as
plans:read, plans:change, portfolio:read; a wrong one is told with all.

examples:
  backplan token --help    what it takes
  backplan workspace add Acme && backplan token add CRM --scope plans:read
  backplan workspace add Acme && backplan token list
  backplan workspace add Acme && backplan token revoke ID

{EXPLAINED}"""


def _options(parser: Parser) -> None:
    parser.add_argument("act", metavar="ACT", choices=("add", "list", "revoke"), help="add, list, revoke")
    parser.add_argument("token", metavar="NAME", nargs="?", help="what a new one is for; the id of one to revoke")
    parser.add_argument("--scope", metavar="RIGHT", action="append", default=[], help="what it may do; may be repeated")
    parser.add_argument("--days", metavar="NUMBER", type=days, help="how long it lasts (default: for ever)")
    add_workspace_option(parser)


def _token(asked: Namespace) -> int:
    refuse_name(asked, asked.token)
    if asked.act != "list" and asked.token is None:
        asked.parser.error("say what the token is for" if asked.act == "add" else "say which one, by its id")
    with operating(settings_there()) as unit:
        said = _done(of_workspace(unit, asked.workspace), asked)
    say(said)
    return DONE


def _done(unit: Unit, asked: Namespace) -> str:
    from app.accounts.tokens import issue_token, revoke_token, tokens_of

    if asked.act == "add":
        expires_at = None if asked.days is None else unit.now + timedelta(days=asked.days)
        return f"{issue_token(unit, asked.token, asked.scope, by=None, expires_at=expires_at).secret}\n"
    if asked.act == "revoke":
        revoke_token(unit, asked.token, maker=None)
        return ""
    return "".join(map(_line, tokens_of(unit, maker=None)))


def _line(token: ApiToken) -> str:
    used = f"used {token.used_at:%Y-%m-%d}" if token.used_at else "never used"
    return f"{token.id}  {token.name}  {' '.join(token.scopes)}  {used}\n"


COMMAND = Command(
    name="token",
    says="add tokens for tools, list and revoke them",
    examples=EXAMPLES,
    options=_options,
    do=_token,
)
