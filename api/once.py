"""Idempotency: who sends the same request again with the same key gets the same answer, and it is done once.

The answer is kept in the transaction of what was done, without a secret that it showed. What was refused is not kept:
nothing was done.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Header, Request
from starlette.responses import Response

from app.accounts.secrets import hidden
from app.operations.lookup import refused
from app.plans.answering import KEPT_FOR
from app.store.kept_answers import KeptAnswer, claim, drop_answer, keep_answer, kept_answer

from .entry import InTurn

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.store import Unit

PLANS = "/v1/plans/"
REPLAYED = "Idempotency-Replayed"
"""The header of an answer that was given before."""

IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=255,
        pattern="^[!-~]+$",
        description="What you call this request. Sent again within 24 hours it is not done again: you get the answer "
        "that you got. With anything else in it, it is refused.",
        json_schema_extra={"examples": ["crm-0061x00000AbCdE-1"]},
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Once:
    """A request that changes something, and what its sender calls it."""

    key: str | None
    digest: str
    """Of all that was asked for."""
    plan: str | None
    """The plan that it is about, where its address names one."""

    def answer(
        self, unit: Unit, make: Callable[[], Response], *, without: Callable[[bytes], bytes] | None = None
    ) -> Response:
        """Do what is asked for and return the answer, or the one that was given before.

        `without` returns an answer without what is shown once and may be kept nowhere.
        """
        if self.key is None:
            return make()
        if not claim(unit, self.key, self.digest):
            known = kept_answer(unit, self.key)
            if known.at > unit.now - KEPT_FOR:
                self._refuse_another(known.digest)
                return Response(known.body, known.status, {**known.headers, REPLAYED: "true"})
            drop_answer(unit, self.key)
            claim(unit, self.key, self.digest)
        made = make()
        keep_answer(unit, self.key, self._kept(unit, made, without or bytes))
        return made

    def _kept(self, unit: Unit, made: Response, without: Callable[[bytes], bytes]) -> KeptAnswer:
        headers = {name: value for name, value in made.headers.items() if name != "content-length"}
        new = made.headers.get("location", "")
        plan = self.plan or (new.removeprefix(PLANS) if new.startswith(PLANS) else None)
        status, body = made.status_code, hidden(without(bytes(made.body)))
        return KeptAnswer(digest=self.digest, at=unit.now, status=status, headers=headers, body=body, plan=plan)

    def _refuse_another(self, digest: str) -> None:
        if digest != self.digest:
            sentence = "this key was sent with another request; send that one again, or take a new key"
            raise refused("key-used", sentence)


def once(request: Request, body: InTurn, key: IdempotencyKey = None) -> Once:
    """Return what a request asks for, in a digest."""
    return once_of(request, key, sha256(body).hexdigest())


def once_of(request: Request, key: str | None, body: str) -> Once:
    """Return what a request asks for whose body has a digest."""
    asked = [request.method, request.url.path, request.url.query, request.headers.get("content-type", ""), body]
    digest = sha256("\0".join(asked).encode()).hexdigest()
    return Once(key=key, digest=digest, plan=request.path_params.get("plan_id"))


def shown_once(*names: str) -> Callable[[bytes], bytes]:
    """Return what takes these values out of an answer that shows them this once."""
    gone = dict.fromkeys(names)
    return lambda body: json.dumps({**json.loads(body), **gone}, ensure_ascii=False).encode()


OnceOnly = Annotated[Once, Depends(once, scope="function")]
