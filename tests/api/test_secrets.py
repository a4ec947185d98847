"""No secret is in what a process says: somebody signs in, makes tokens, links, feeds and webhooks, and tries others."""

from __future__ import annotations

import json
import re
import signal
from typing import TYPE_CHECKING

import httpx

from tests.api.doors import PASSWORD
from tests.api.test_serve import BACKPLAN, FIRST, started, where
from tests.stored import PLAN

if TYPE_CHECKING:
    from pathlib import Path

NUMBERS = "numbers-for-the-operator"
SMTP = "pa55word-of-the-mail-server"
GUESSED = "guessed-secret-of-a-stranger"
KEY = re.compile(r'name="form-key" value="([^"]+)"')
HOOK = "https://crm.example.com/hooks"


class Story:
    """What happens, and the secrets that come up in it."""

    def __init__(self, home: str) -> None:
        self.http = httpx.Client(base_url=home, trust_env=False, timeout=60)
        self.origin = {"Origin": home.rstrip("/")}
        self.secrets: dict[str, str] = {"password": PASSWORD, "numbers": NUMBERS, "smtp": SMTP, "guessed": GUESSED}

    def signs_in(self, first: str) -> None:
        """Let the first admin come in, go and sign in again, once with a wrong password."""
        self.secrets["first"] = first.rpartition("/")[2]
        said = {"password": PASSWORD, "name": "Ana Ruiz", "email": "ana@acme.example", "workspace": "Acme"}
        assert self.http.post(first, data=said, headers=self.origin).status_code == 303
        self.http.post("/sign-in", data={"email": "ana@acme.example", "password": GUESSED}, headers=self.origin)
        self.http.post("/sign-in", data={"email": "ana@acme.example", "password": PASSWORD}, headers=self.origin)
        for cookie in self.http.cookies.jar:
            assert cookie.value
            self.secrets[f"cookie {cookie.name}"] = cookie.value

    def makes_a_token(self) -> dict[str, str]:
        """Make a token on the page of the workspace."""
        found = KEY.search(self.http.get("/workspace").text)
        assert found is not None
        rights = ("plans:read", "plans:create", "plans:change", "plans:share", "webhooks:manage")
        asked = {"form-key": found[1], "name": "CRM", "lasts": "90", **{f"scope.{one}": "on" for one in rights}}
        page = self.http.post("/workspace/token", data=asked, headers=self.origin).text
        token = re.search(r"<code>(bpt_[\w-]+)</code>", page)
        assert token is not None
        self.secrets |= {"token": token[1], "form key": found[1]}
        return {"Authorization": f"Bearer {token[1]}"}

    def shares(self, shown: dict[str, str]) -> None:
        """Keep a plan, share it, subscribe to it, and have its events told."""
        made = self.http.post("/v1/plans", content=PLAN, headers={**shown, "Content-Type": "application/yaml"})
        plan = made.headers["location"]
        link = self.http.post(f"{plan}/share-links", json={"party": "customer", "level": "open"}, headers=shown).json()
        feed = self.http.post(f"{plan}/feeds", json={"whole": True}, headers=shown).json()
        hook = self.http.post("/v1/webhooks", json={"url": HOOK, "name": "CRM"}, headers=shown)
        address = next(value for value in walked(feed) if value.startswith("http"))
        self.secrets |= {"link": link["secret"], "feed": address.split("/f/")[1].split("/")[0]}
        self.secrets |= {f"hook {n}": one for n, one in enumerate(walked(hook.json())) if one.startswith("whsec_")}
        assert self.http.get(httpx.URL(address).path).status_code == 200
        assert self.http.get(f"/s/{link['secret']}").status_code in {200, 303}

    def guesses(self) -> None:
        """Let a stranger try what nobody gave out."""
        for path in (f"/s/{GUESSED}", f"/f/{GUESSED}/plan.ics", f"/welcome/{GUESSED}", f"/plans?token={GUESSED}"):
            self.http.get(path)
        self.http.get("/v1/plans", headers={"Authorization": f"Bearer {GUESSED}"})
        self.http.get("/metrics", headers={"Authorization": f"Bearer {NUMBERS}"})


def walked(answer: object) -> list[str]:
    """Return all texts in an answer."""
    if isinstance(answer, dict):
        return [text for value in answer.values() for text in walked(value)]
    return [answer] if isinstance(answer, str) else []


def test_no_secret_is_in_what_a_process_says(tmp_path: Path) -> None:
    settings = {
        "BACKPLAN_DATA_DIR": str(tmp_path),
        "BACKPLAN_METRICS_TOKEN": NUMBERS,
        "BACKPLAN_SMTP": f"smtps://me:{SMTP}@127.0.0.1:9",
        "BACKPLAN_MAIL_FROM": "plans@acme.example",
    }
    with started(BACKPLAN, "serve", "--port", "0", **settings) as process:
        home = where(process)
        assert process.stdout
        first = FIRST.fullmatch(process.stdout.readline())
        assert first is not None
        story = Story(home)
        story.signs_in(first[1])
        story.shares(story.makes_a_token())
        story.guesses()
        story.http.close()
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=120)

    routes = {json.loads(line).get("route") for line in err.splitlines()}
    assert {"/f/{secret}/{name}.ics", "/sign-in", "/metrics", "/v1/webhooks"} <= routes
    assert {"link", "feed", "token", "first", "hook"} <= {name.split()[0] for name in story.secrets}
    assert [name for name, secret in story.secrets.items() if secret in out + err] == []
