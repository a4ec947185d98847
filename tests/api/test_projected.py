"""Over HTTP a party gets the same answer to the last byte and header, whatever others keep to themselves."""

import httpx
import pytest

from app.exports import EXPORTS
from tests.api.plans import YAML

PLAN = """\
format: backplan/1
id: 4b6f5a52-0d5e-4b0e-9c7a-6f4f0d3c2a11
title: Roll-out
customer: Northwind
seller: Acme
parties: [{id: hw, name: Hammer Hardware}]
as_of: 2026-11-23
critical_dates: [{id: go-live, step: go-live, date: 2026-12-18, confirmed: {by: jo}}]
people:
  - {id: ana, name: Ana Ruiz, party: seller}
  - {id: jo, name: Jo Kern, party: customer}
"""
STEPS = """\
steps:
  - {id: legal, title: Legal review, side: customer, owners: {customer: jo}, duration: 3d}
  - {id: delivery, title: Delivery, side: hw, duration: 2d}
  - {id: go-live, title: Go-live, duration: 1d, after: [legal, delivery, secret]}
"""
ONE = f"""\
{PLAN}{STEPS}
  - {{id: secret, title: Margin talks, duration: 4d, after: legal, private: KEEPER}}
"""
OTHER = f"""\
revision: 7
{PLAN}  - {{id: j, name: Jo Kern, party: KEEPER, private: KEEPER, away: [{{from: 2027-01-04}}]}}
  - {{id: spy, name: Sly Fox, party: KEEPER, private: KEEPER}}
calendars: {{KEEPER: {{closed: [{{from: 2027-01-11, reason: Merger, private: KEEPER}}]}}}}
why: {{concerns: [{{id: c, text: They may leave, private: KEEPER, probability: 0.9}}]}}
{STEPS}
  - {{id: go, title: Funding, kind: milestone, private: KEEPER, after: legal, owners: {{KEEPER: spy}}}}
  - {{id: secret, title: Talks, kind: meeting, duration: 2d, after: secre, private: KEEPER, tags: [change]}}
  - {{id: secre, title: Talks about talks, kind: gate, decider: j, duration: 2d, after: legal, private: KEEPER}}
"""
ASKED = [
    ("/v1/schedule", {}),
    ("/v1/explain", {"step": "go-live", "date": "early_start"}),
    ("/v1/explain", {"step": "legal", "date": "late_start"}),
    ("/v1/explain", {"step": "secre"}),
    ("/v1/explain", {"step": "nothing"}),
    ("/v1/what-if", {"set": "delivery.duration=8d"}),
    ("/v1/what-if", {"drop": "legal"}),
    ("/v1/what-if", {"set": "secret.duration=20d"}),
    ("/v1/what-if", {"link": "legal=go-live"}),
    ("/v1/what-if", {"unlink": "go-live=secret"}),
    ("/v1/what-if", {"skip": "secre"}),
    ("/v1/what-if", {"add": "secret 3d"}),
    ("/v1/what-if", {"give": "legal.customer=Jo Kern"}),
    ("/v1/what-if", {"give": "legal.customer=Mia Roth"}),
    *((f"/v1/export/{kind}", {}) for kind in EXPORTS),
    ("/v1/export/ics", {"person": "jo"}),
    ("/v1/export/ics", {"person": "spy"}),
    ("/v1/export/ics", {"person": "j"}),
]


OF_EACH_ANSWER = {"date", "x-request-id"}


@pytest.mark.parametrize(("reader", "keeper"), [("customer", "seller"), ("seller", "customer"), ("hw", "seller")])
def test_an_answer_tells_nothing_of_what_is_hidden(client: httpx.Client, reader: str, keeper: str) -> None:
    def got(plan: str, path: str, asked: dict[str, str]) -> object:
        body = plan.replace("KEEPER", keeper)
        answer = client.post(path, params=asked | {"audience": reader}, content=body, headers=YAML)
        return (
            answer.status_code,
            answer.content,
            [one for one in answer.headers.items() if one[0] not in OF_EACH_ANSWER],
        )

    for path, asked in ASKED:
        assert got(OTHER, path, asked) == got(ONE, path, asked), f"{path} {asked}"
    assert got(ONE.replace("4d", "5d"), *ASKED[0]) != got(ONE, *ASKED[0])
