"""Forms as browsers send them."""

from __future__ import annotations

from urllib.parse import parse_qsl

from scheduler.refusals import Problem, Refused

Fields = dict[str, str]

MOST_FIELDS = 40


def fields_of(body: bytes) -> Fields:
    """Read a form as browsers send it; Refused where no page has such a form."""
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
        if any("\0" in text for pair in pairs for text in pair):  # which PostgreSQL does not take
            raise ValueError  # noqa: TRY301 - told like all that no page sends
    except ValueError:
        sentence = "this is no form of the page; go back and try again"
        raise Refused([Problem(code="bad-form", path=(), sentence=sentence)]) from None
    return dict(pairs)
