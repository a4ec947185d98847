"""Projections of a plan are what projecting it gives, and the entries of calendars need no more than its dates."""

from __future__ import annotations

import json
from random import Random

import pytest

from app.document import Reading, Unreadable, read
from app.exports.ics import Scope, entries
from app.projection import Audience, Projections, project
from tests.app.projection.private import random_private_plan

PLANS = 40
ID = "0f5d6a1c-3c2b-4d5e-8f90-1a2b3c4d5e6f"
SCOPES = [Scope(), Scope(starts=True), Scope(bars=True)]


def random_plan(seed: int, resolution: str) -> Reading | None:
    document = random_private_plan(Random(seed), resolution)
    try:
        return read(json.dumps({**document, "id": ID}), file="plan.json")
    except Unreadable:
        return None


@pytest.mark.parametrize("resolution", ["day", "minute"])
def test_a_party_sees_the_same_however_it_is_asked_for(resolution: str) -> None:
    seen = 0
    for reading in filter(None, (random_plan(seed, resolution) for seed in range(PLANS))):
        projections = Projections(reading)
        for party in ("seller", "customer", *(one.id for one in reading.document.parties)):
            audience = Audience(party=party)
            dated = projections.dated(audience)  # first, so that it owes nothing to the projection
            whole = project(reading, reading.schedule, audience)
            assert projections.of(audience) == whole
            assert projections.dated(audience).document == whole.document
            assert [entries(dated, scope) for scope in SCOPES] == [entries(whole.dated, scope) for scope in SCOPES]
            seen += 1

    assert seen > PLANS
