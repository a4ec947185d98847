"""What Schemathesis checks besides its own: each code of a refusal is one that the service has a page for."""

from typing import Any

import schemathesis
from schemathesis import Case, CheckContext, Response

from api.kinds import PROBLEM_JSON
from api.reference import entries


@schemathesis.check
def codes_are_explained(_: CheckContext, response: Response, __: Case[Any]) -> bool | None:
    """Look up the code of a problem and those of its errors."""
    if response.headers.get("content-type") == [PROBLEM_JSON]:
        problem = response.json()
        told = {problem["code"], *(one["code"] for one in problem["errors"])}
        assert told <= {*entries()}, f"no page explains {sorted(told - {*entries()})}"
    return None
