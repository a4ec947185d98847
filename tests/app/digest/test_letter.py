"""A digest as text and as a page says the same, and nothing that somebody wrote becomes part of the page."""

from __future__ import annotations

from datetime import date

from app.digest.letter import Part, letter
from app.digest.telling import Line, PlanPart

AT = "https://plans.example.com/plans/p"


def test_what_people_wrote_stays_text() -> None:
    told = PlanPart(
        plan="p",
        title="<script>alert(1)</script>\nSubject: more",
        headline="Go-live on Fri 26 Feb can be met.",
        today=(Line(title="<b>Sign</b>", says="is today", step="sign", aside='agreed "Fri 22 Jan"'),),
        moved=("<i>Set-up</i> now starts on Mon 8 Feb, 3 days later.",),
    )
    said = letter([Part(told=told, at=AT)], day=date(2027, 1, 20), workspace="A & B")

    assert [one for one in ("<script", "<b>", "<i>") if one in said.html] == []
    assert "A &amp; B" in said.html
    assert f'<a href="{AT}?step=sign#step-sign">&lt;b&gt;Sign&lt;/b&gt;</a>' in said.html
    assert "var(--" not in said.html  # mail programs know no custom properties
    assert said.text == (
        f"A & B, Wed 20 Jan\n\n<script>alert(1)</script> Subject: more\nGo-live on Fri 26 Feb can be met.\n{AT}\n\n"
        'TODAY\n- <b>Sign</b>: is today (agreed "Fri 22 Jan")\n\n'
        "MOVED SINCE YOU WERE LAST TOLD\n- <i>Set-up</i> now starts on Mon 8 Feb, 3 days later.\n"
    )


def test_a_subject_counts_what_there_is() -> None:
    line = Line(title="Sign", says="is today")
    one = PlanPart(plan="p", title="Northwind roll-out", headline="", late=(line, line), asked=(line,))
    moved = PlanPart(plan="q", title="Contoso", headline="", moved=("Sign now is on Fri 22 Jan, 1 day later.",))
    parts = [Part(told=told, at=AT) for told in (one, moved)]
    subjects = [letter(some, day=date(2027, 1, 20), workspace="Acme").subject for some in (parts, parts[1:])]
    assert subjects == ["2 late, 1 to answer: 2 plans", "Dates moved: Contoso"]
