"""A workspace's own templates over HTTP: who may put them in and see them, once only, and nobody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.callers import MEMBER, RIGHTS, Right
from templates_library import templates
from tests.templates_library.own import LATER, OWN

if TYPE_CHECKING:
    import httpx

    from .service import Kept

YAML = {"content-type": "application/yaml"}
ADDRESS = "/v1/templates/portal-roll-out"
ORDER = {"critical_date": "2027-05-03", "customer": "Northwind"}


def put(kept: Kept, text: str = OWN, *, name: str = "portal-roll-out", **asked: Any) -> httpx.Response:  # noqa: ANN401
    headers = YAML | asked.pop("headers", {})
    return kept.send("PUT", f"/v1/templates/{name}", content=text, headers=headers, **asked)


def ids(answer: httpx.Response) -> list[str]:
    return [one["id"] for one in answer.json()["templates"]]


def test_whoever_makes_plans_sees_them_and_only_admins_put_them_in(kept: Kept) -> None:
    member = kept.tokens(RIGHTS[MEMBER])
    assert put(kept, token=member).status_code == 403
    assert put(kept).status_code == 201
    assert ids(kept.send("GET", "/v1/templates", token=member))[0] == "portal-roll-out"
    assert kept.send("GET", ADDRESS, token=member).json()["own"] is True
    assert kept.send("GET", f"{ADDRESS}/versions", token=member).status_code == 200
    for way in ("archive", "restore"):
        assert kept.send("POST", f"{ADDRESS}/{way}", token=member).status_code == 403


@pytest.mark.parametrize("of", ["nobody", "reader", "another-workspace"])
def test_who_makes_no_plans_here_finds_only_what_is_ready_made(kept: Kept, of: str) -> None:
    put(kept)
    elsewhere = {"reader": kept.workspace, "another-workspace": kept.another_workspace()}
    rights = [Right.READ_PLANS] if of == "reader" else [*Right]
    headers = {} if of == "nobody" else {"authorization": f"Bearer {kept.tokens(rights, workspace=elsewhere[of])}"}
    listed = kept.client.get("/v1/templates", headers=headers)
    assert ids(listed) == [one.id for one in templates()]
    told = [kept.client.get(f"/v1/templates/{name}", headers=headers) for name in ("portal-roll-out", "portal-roll-ou")]
    told += [
        kept.client.post(f"/v1/templates/{name}/plan", json=ORDER, headers=headers)
        for name in ("portal-roll-out", "portal-roll-ou")
    ]
    assert {one.status_code for one in told} == {404}
    assert told[0].text.replace("portal-roll-out", "portal-roll-ou") == told[1].text


def test_another_workspace_reaches_none_of_it(kept: Kept) -> None:
    put(kept)
    foreign = kept.tokens([*Right], workspace=kept.another_workspace())
    for method, path in (
        ("GET", f"{ADDRESS}/versions"),
        ("GET", f"{ADDRESS}/versions/1"),
        ("POST", f"{ADDRESS}/archive"),
        ("POST", f"{ADDRESS}/restore"),
    ):
        assert kept.send(method, path, token=foreign).json()["errors"][0]["code"] == "unknown-template"
    order = {"from": "template", "template": "portal-roll-out", "critical_date": "2027-05-03"}
    assert kept.send("POST", "/v1/plans", json=order, token=foreign).status_code == 404
    assert put(kept, LATER, token=foreign).json()["version"] == 1
    assert kept.send("GET", ADDRESS).json()["version"] == 1


def test_a_credential_that_does_not_hold_is_refused(kept: Kept) -> None:
    assert kept.send("GET", "/v1/templates", token=f"{kept.token}x").status_code == 401


def test_a_request_that_is_sent_again_is_done_once(kept: Kept) -> None:
    key = {"idempotency-key": "one"}
    first, again = put(kept, headers=key), put(kept, headers=key)
    assert (first.status_code, again.status_code, again.headers["idempotency-replayed"]) == (201, 201, "true")
    assert again.content == first.content
    assert put(kept, LATER, headers=key).json()["errors"][0]["code"] == "key-used"
    archived = [kept.send("POST", f"{ADDRESS}/archive", headers={"idempotency-key": "two"}) for _ in range(2)]
    assert [one.status_code for one in archived] == [200, 200]


def test_who_saw_another_version_does_not_overwrite_the_newest(kept: Kept) -> None:
    seen = put(kept).headers["etag"]
    assert put(kept, LATER, headers={"if-match": seen}).json()["version"] == 2
    late = put(kept, OWN, headers={"if-match": seen})
    assert (late.status_code, late.json()["errors"][0]["code"]) == (412, "other-revision")
    assert put(kept, name="another", headers={"if-match": seen}).status_code == 412
    tag = kept.send("GET", ADDRESS).headers["etag"]
    assert kept.send("GET", ADDRESS, headers={"if-none-match": tag}).status_code == 304


def test_it_is_handed_out_as_it_was_written(kept: Kept) -> None:
    put(kept, f"# Ours\n{OWN}")
    put(kept, LATER)
    yaml = {"accept": "application/yaml"}
    assert kept.send("GET", ADDRESS, headers=yaml).text == LATER
    assert kept.send("GET", f"{ADDRESS}/versions/1", headers=yaml).text == f"# Ours\n{OWN}"
    shipped = kept.client.get("/v1/templates/mid-market-saas", headers=yaml).text
    copied = put(kept, shipped, name="mid-market-ours")
    assert (copied.status_code, copied.json()["title"], copied.json()["version"]) == (201, "Mid-market SaaS", 1)


def test_lists_are_read_page_by_page(kept: Kept) -> None:
    for name in ("b-one", "a-one"):
        put(kept, name=name)
    kept.send("POST", "/v1/templates/b-one/archive")
    asked: dict[str, str] = {"limit": "2", "archived": "true"}
    found: list[str] = []
    while True:
        page = kept.send("GET", "/v1/templates", params=asked)
        found += ids(page)
        if page.json()["next"] is None:
            break
        asked["cursor"] = page.json()["next"]
    assert found == ["a-one", "b-one", *(one.id for one in templates())]
    assert ids(kept.send("GET", "/v1/templates", params={"limit": "2"})) == ["a-one", templates()[0].id]
    for cursor in ("W10", "WyJyZWFkeS1tYWRlIiwieCJd"):
        assert (
            kept.send("GET", "/v1/templates", params={"cursor": cursor}).json()["errors"][0]["code"] == "wrong-cursor"
        )
    put(kept, LATER, name="a-one")
    versions = kept.send("GET", "/v1/templates/a-one/versions", params={"limit": "1"}).json()
    older = kept.send("GET", "/v1/templates/a-one/versions", params={"cursor": versions["next"]}).json()
    assert [one["number"] for one in (*versions["versions"], *older["versions"])] == [2, 1]
    assert older["next"] is None


def test_a_plan_tells_what_the_newest_version_gives_otherwise(kept: Kept) -> None:
    put(kept)
    order = {"from": "template", "template": "portal-roll-out", **ORDER}
    plan = kept.send("POST", "/v1/plans", json=order).json()["id"]
    put(kept, LATER)
    told = kept.send("GET", f"/v1/plans/{plan}/template-changes")
    assert (told.json()["made_of"], told.json()["newest"]) == (1, 2)
    assert [(one["id"], one["kind"], one["in_plan"]) for one in told.json()["changes"]] == [
        ("list-uses", "changed", True),
        ("portal-report", "changed", True),
        ("portal-talk", "added", False),
        ("security-papers", "changed", True),
    ]
    assert told.json()["changes"][0]["sentences"] == ["'List what the old portal is used for' takes 6d, no longer 4d"]
    why = kept.send("GET", f"/v1/plans/{plan}/explain", params={"step": "list-uses"}).json()
    assert why["duration"]["calculation"] == "base 4d"
    assert told.headers["etag"]


def test_bombs_are_refused_and_nothing_is_kept(kept: Kept) -> None:
    laughs = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{one}: &{one} [{', '.join([f'*{before}'] * 10)}]\n" for before, one in zip("abcdef", "bcdefg", strict=True)
    )
    answer = put(kept, laughs)
    assert (answer.status_code, answer.json()["code"]) == (422, "unreadable-template")
    assert answer.json()["errors"][0]["code"] == "too-many-repeats"
    assert put(kept, "x" * 300_000).status_code == 413
    assert kept.send("GET", ADDRESS).status_code == 404
