"""What each version of a template gave, as a short sum: a plan remembers the version that it was made from."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from itertools import chain
from pathlib import Path

import yaml

from templates_library import plan_of, template, templates
from tests.templates_library.deals import no_answers, single_answers

FILE = Path(__file__).with_name("versions.yaml")
HEAD = "# The plans of each version of each template as a sum; `make cases` adds versions and changes none.\n"


def written_sums() -> dict[str, dict[int, str]]:
    """Return the sums of all versions that there were, by template."""
    found: dict[str, dict[int, str]] = yaml.safe_load(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    return found


def sum_of(template_id: str) -> str:
    """Return the sum of a template's plans: nothing answered, and every answer by itself."""
    answers = chain(no_answers(template(template_id)), single_answers(template(template_id)))
    plans = [plan_of(template_id, critical_date=date(2028, 3, 15), answers=one) for one in answers]
    return sha256(json.dumps(plans, sort_keys=True).encode()).hexdigest()[:16]


def rewrite_versions() -> None:
    """Add the sums of versions that are new."""
    sums = written_sums()
    for one in templates():
        sums.setdefault(one.id, {}).setdefault(one.version, sum_of(one.id))
    FILE.write_text(HEAD + yaml.safe_dump(sums), encoding="utf-8")
