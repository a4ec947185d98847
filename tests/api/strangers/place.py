"""Two workspaces with all that there can be in one, a service that keeps both, and those who come from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from app.accounts.secrets import digest
from app.accounts.sessions import begin_session
from app.accounts.tokens import issue_token, make_token
from app.callers import ADMIN, Right
from app.links import Said, Wanted, introduce, make_link, revoke_link, revoke_participant
from app.mail import Mail, send
from app.store.mails import note_failed
from app.store.members import join_workspace
from app.store.sessions import session_of
from app.store.tables import sessions
from app.store.tokens import revoke_token
from app.store.users import User, add_user
from tests.api.stored.chapters import DOCUMENT
from tests.stored import ANA, Stored
from tests.templates_library.own import OWN

from .entries import DEAL

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import httpx

    from tests.api.stored.service import Kept

Shown = dict[str, str]
"""The headers by which somebody is known."""


def unknown() -> str:
    """Return the id of nothing."""
    return str(uuid4())


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """All that there can be in one."""

    id: str
    name: str
    tool: Shown
    """A tool that may do everything."""
    admin: Shown
    """A browser of its admin, with the key of its forms."""
    ids: Mapping[str, str]
    """What is in it, by the name that stands for it in a path."""
    secrets: Mapping[str, str]
    """Of what leads to its plan: link, participant, feed."""

    @property
    def plan(self) -> str:
        """Its plan."""
        return self.ids["plan_id"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The service with both workspaces."""

    kept: Kept
    here: Workspace
    elsewhere: Workspace
    document: Mapping[str, Any]
    """The OpenAPI document."""

    @property
    def http(self) -> httpx.Client:
        """What requests go through; it keeps no cookie."""
        return self.kept.client

    @property
    def stored(self) -> Stored:
        """The plan that is here."""
        return stored_in(self.kept, self.here.id, self.here.plan)


def stored_in(kept: Kept, workspace: str, plan: str) -> Stored:
    """Return a plan of a workspace."""
    return Stored(database=kept.database, workspace=workspace, plan=plan, now=kept.clock[0])


def furnished(kept: Kept, workspace: str, name: str) -> Workspace:
    """Put one of everything into a workspace, most of it by the routes themselves."""
    tool = {"authorization": f"Bearer {kept.tokens(Right, workspace=workspace)}"}

    def made(method: str, path: str, **rest: Any) -> Any:  # noqa: ANN401 - plain data
        headers = tool | rest.pop("headers", {})
        answer = kept.client.request(method, path, headers=headers, **rest)
        assert answer.is_success, (path, answer.text)
        return answer.json()

    webhook = made("POST", "/v1/webhooks", json={"url": "http://127.0.0.1:9/"})["webhook"]["id"]
    used = {"template": {"id": "mid-market-saas", "version": 1}}
    plan = made("POST", "/v1/plans", json={**DOCUMENT, "title": name, **used})["id"]
    at = f"/v1/plans/{plan}"
    link = made("POST", f"{at}/share-links", json={"party": "customer", "level": "open"})
    came = introduce(kept.database, link["secret"], Said(name="Jo Kern"), origin="", now=kept.clock[0])
    feed = made("POST", f"{at}/feeds", json={"whole": True})
    text = {"content": b"Agreed.\n", "params": {"name": "agreed.txt"}, "headers": {"content-type": "text/plain"}}
    made("POST", f"{at}/baselines", json={})
    made(
        "POST", f"{at}/requests", json={"operations": [{"do": "edit_step", "step": "legal", "set": {"duration": "9d"}}]}
    )
    made("PUT", f"/v1/plans/by-external-id/crm/{DEAL}", json={**DOCUMENT, "title": f"Deal of {name}"})
    ids = {
        "plan_id": plan,
        "comment_id": made("POST", f"{at}/comments", json={"text": "Well begun"})["id"],
        "delivery_id": made("GET", f"/v1/webhooks/{webhook}/deliveries")["deliveries"][0]["id"],
        "erasure_id": made("POST", "/v1/erasures", json={"email": f"gone@{name}.example"})["id"],
        "feed_id": feed["feed"]["id"],
        "file_id": made("POST", f"{at}/files", **text)["id"],
        "invitation_id": made("POST", "/v1/members", json={"email": f"new@{name}.example"})["id"],
        "link_id": link["link"]["id"],
        "mail_id": _failed(kept, workspace),
        "member_id": _member(kept, workspace, name),
        "participant_id": came.entered.participant.id,
        "template_id": _template(made),
        "token_id": made("POST", "/v1/tokens", json={"name": "CRM", "scopes": ["plans:read"]})["token"]["id"],
        "webhook_id": webhook,
    }
    secrets = {
        "link": link["secret"],
        "participant": came.secret,
        "feed": feed["addresses"]["https"].split("/f/")[1].partition("/")[0],
    }
    return Workspace(id=workspace, name=name, tool=tool, admin=browser(kept, workspace, name), ids=ids, secrets=secrets)


def _failed(kept: Kept, workspace: str) -> str:
    with kept.database.writing(workspace=workspace, actor=ANA, now=kept.clock[0]) as unit:
        mail = send(unit, Mail(to="jo@northwind.example", kind="digest", subject="Due", text="Legal review is due.\n"))
        note_failed(unit, mail, "550 No such person", keep=True)
    return mail


def _template(made: Callable[..., Any]) -> str:
    name = str(uuid4())
    made("PUT", f"/v1/templates/{name}", content=OWN, headers={"content-type": "application/yaml"})
    return name


def _member(kept: Kept, workspace: str, name: str) -> str:
    with kept.database.writing(workspace=workspace, actor=ANA, now=kept.clock[0]) as unit:
        user = User(id=f"m-{name}", email=f"ada@{name}.example", name="Ada", made_at=unit.now)
        add_user(unit, user)
        join_workspace(unit, user.id, role=ADMIN, workspace=workspace)
    return user.id


def browser(kept: Kept, workspace: str, name: str, *, days_ago: float = 0, ended: bool = False) -> Shown:
    """Let the admin of a workspace sign in, and return what its browser sends."""
    then = kept.clock[0] - timedelta(days=days_ago)
    with kept.database.writing(workspace=workspace, actor=ANA, now=then) as unit:
        secret = begin_session(unit, f"m-{name}", agent="a browser")
        session = session_of(unit.connection, digest(secret))
        assert session is not None
        if ended:
            unit.connection.execute(sessions.delete().where(sessions.c.id == session.id))
    return {
        "cookie": f"backplan={secret}",
        "x-form-key": session.form_key,
        "sec-fetch-site": "same-origin",
    }


def bearer(secret: str) -> Shown:
    """Return what a tool sends that shows a secret."""
    return {"authorization": f"Bearer {secret}"}


def without(kept: Kept, here: Workspace) -> dict[str, Shown]:
    """Return what lets nobody in, by what is wrong with it."""
    stored = stored_in(kept, here.id, here.plan)
    long_ago, ended = replace(stored, now=stored.now - timedelta(days=9)), stored.now - timedelta(days=1)
    found = {
        "nothing": {},
        "garbage": bearer("x"),
        "no scheme": {"authorization": here.secrets["participant"]},
        "another scheme": {"authorization": f"Basic {here.secrets['participant']}"},
        "an unknown token": bearer("bpt_unknown"),
        "an unknown participant": bearer("bpp_unknown"),
        "an unknown link": bearer("bps_unknown"),
        "a feed": bearer(here.secrets["feed"]),
        "a session as a token": bearer(browser(kept, here.id, here.name)["cookie"].removeprefix("backplan=")),
        "a token as a cookie": {"cookie": f"backplan={here.tool['authorization'].removeprefix('Bearer ')}"},
        "an unknown session": {"cookie": "backplan=bpc_unknown"},
        "a session too old": browser(kept, here.id, here.name, days_ago=91),
        "a session that ended": browser(kept, here.id, here.name, ended=True),
        "a link that asks for a name": bearer(_link(stored, Wanted(party="customer", level="name"))),
        "a link that ran out": bearer(_link(long_ago, Wanted(party="customer", level="open", expires_at=ended))),
        "a participant whose link ran out": bearer(
            _came(long_ago, _link(long_ago, Wanted(party="customer", expires_at=ended)))
        ),
    }
    with long_ago.writing() as unit:
        found["a token that ran out"] = bearer(make_token(unit, "CRM", Right, expires_at=ended))
    with stored.writing() as unit:
        token = issue_token(unit, "CRM", [*Right], by=None)
        revoke_token(unit, token.token.id)
        found["a revoked token"] = bearer(token.secret)
    for name in ("a participant of a revoked link", "a revoked participant"):
        with stored.writing() as unit:
            issued = make_link(unit, stored.plan, Wanted(party="customer"), mails=True)
        came = introduce(stored.database, issued.secret, Said(name="Jo Kern"), origin="", now=stored.now)
        found[name] = bearer(came.secret)
        with stored.writing() as unit:
            if name == "a revoked participant":
                revoke_participant(unit, stored.plan, came.entered.participant.id)
            else:
                revoke_link(unit, stored.plan, issued.link.id)
    return found


def _link(stored: Stored, wanted: Wanted) -> str:
    with stored.writing() as unit:
        return make_link(unit, stored.plan, wanted, mails=True).secret


def _came(stored: Stored, link: str) -> str:
    return introduce(stored.database, link, Said(name="Jo Kern"), origin="", now=stored.now).secret
