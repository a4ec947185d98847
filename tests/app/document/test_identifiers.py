"""Ids and names of files that are made of what people call things."""

from __future__ import annotations

import pytest

from app.document.identifiers import read_id, slug


@pytest.mark.parametrize(
    ("called", "plain"),
    [
        ("Roll-out at Müller & Söhne GmbH", "roll-out-at-muller-sohne-gmbh"),
        ("Jürgen Groß", "jurgen-gross"),
        ("Łódź Ørsted", "lodz-orsted"),
        ("東京", "plan"),
        ("a" * 80, "a" * 58),
    ],
)
def test_letters_keep_their_sound_where_marks_are_not_allowed(called: str, plain: str) -> None:
    assert slug(called, "plan") == plain
    assert read_id(plain) == plain
