"""The story that the OpenAPI document tells of a stored plan is what the service answers."""

import json
from dataclasses import asdict
from pathlib import Path

from api.examples import stored_examples
from tests.api.stored.story import all_told


def test_each_request_of_the_story_gets_the_answer_that_the_description_has(tmp_path: Path) -> None:
    found = [*all_told(tmp_path)]

    assert [one.name for one in found] == [one.name for one in stored_examples()]
    for one, shown in zip(found, stored_examples(), strict=True):
        assert _plain(one) == _plain(shown), "make cases writes it anew"


def _plain(example: object) -> object:
    return json.loads(json.dumps(asdict(example)))  # type: ignore[call-overload] # both are examples
