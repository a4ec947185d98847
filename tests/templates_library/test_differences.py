"""What differs between two versions of a template, for one deal: in words and for programs."""

from __future__ import annotations

from templates_library import FieldChange, TemplateChange, ready_made, template_changes

from .own import LATER, OWN, own


def said(text: str, **answers: object) -> list[str]:
    """Return in words what another version gives otherwise."""
    found = template_changes("portal", own(), own(text, version=2), answers)
    return [sentence for one in found.changes for sentence in one.sentences]


def test_steps_that_came_durations_and_links_are_told() -> None:
    found = template_changes("portal", own(), own(LATER, version=2), {})
    assert (found.template, found.before, found.after) == ("portal", 1, 2)
    assert found.changes == (
        TemplateChange(
            about="step",
            id="list-uses",
            title="List what the old portal is used for",
            kind="changed",
            fields=(FieldChange(field="duration", before="4d", after="6d"),),
            sentences=("'List what the old portal is used for' takes 6d, no longer 4d",),
        ),
        TemplateChange(
            about="step",
            id="portal-report",
            title="Report what is missing",
            kind="changed",
            fields=(FieldChange(field="after", before=["list-uses"], after=[{"step": "list-uses", "lag": "2d"}]),),
            sentences=("'Report what is missing' waits otherwise for 'List what the old portal is used for': lag 2d",),
        ),
        TemplateChange(
            about="step",
            id="portal-talk",
            title="Talk about what is missing",
            kind="added",
            sentences=("'Talk about what is missing' is new, and takes 1d",),
        ),
        TemplateChange(
            about="step",
            id="security-papers",
            title="Hand over the security papers",
            kind="changed",
            fields=(FieldChange(field="after", before=["portal-report"], after=["portal-talk"]),),
            sentences=(
                "'Hand over the security papers' waits for 'Talk about what is missing' too",
                "'Hand over the security papers' no longer waits for 'Report what is missing'",
            ),
        ),
    )


def test_the_same_version_differs_in_nothing() -> None:
    assert said(OWN) == []


def test_what_is_gone_is_told_with_what_waits_otherwise_for_it() -> None:
    text = OWN.replace("  - {fragment: security-review, after: portal-check}\n", "").replace(
        "after: security-review}", "after: portal-check}"
    )
    text = text.replace("  regulated: false\n  first_time_vendor: false\n", "").replace(
        "  segment: mid_market\n", "  customer_countries: []\n"
    )
    assert said(text) == [
        "'Cut-over and go-live' waits for 'Report what is missing' too",
        "'Cut-over and go-live' no longer waits for 'Security review'",
        "'Hand over the security papers' is gone",
        "'Security review' is gone",
        "It asks: In which countries will people of the customer work on this?",
        "It no longer asks: How large is the customer's organisation?",
        "It no longer asks: Is the customer in a regulated industry?",
        "It no longer asks: Does the customer buy from us for the first time?",
    ]


def test_it_is_told_for_the_answers_of_the_deal() -> None:
    text = OWN.replace("duration: 4d", "duration: 4d\n        when: {regulated: true}")
    assert said(text, regulated=True) == []
    assert said(text, regulated=False)[-1] == "'List what the old portal is used for' is gone"
    assert said(text, regulated="no answer of it", colour="red") == said(text, regulated=False)


def test_critical_dates_and_other_fields_are_told() -> None:
    text = OWN.replace(
        "step: go-live}", "step: go-live, reason: The lease ends}\n  - {id: check, step: portal-report, reserve: 2d}"
    ).replace("side: seller\n", "side: both\n        exit_criteria: The customer has read it\n")
    assert said(text) == [
        "'Report what is missing' says, of side: both, no longer seller",
        "'Report what is missing' says, of exit criteria: The customer has read it",
        "The critical date 'go-live' says, of reason: The lease ends",
        "The critical date 'check' is new",
    ]


def test_a_ready_made_template_is_compared_like_ones_own() -> None:
    found = template_changes("mid-market-saas", ready_made(), ready_made(), {"board": True})
    assert found.changes == ()
