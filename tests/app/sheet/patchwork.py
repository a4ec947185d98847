"""Sheets made of pieces as people write them, by chance: steps, facts, risks, people, remarks, in any order."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

Piece = list[list[object]]
"""Rows of a sheet."""

_HEADINGS = {
    "text": [
        "Notes", "Risk", "Comments", "Internal notes", "Exit criteria", "Deliverable", "Phase", "Tags", "Link", "Type",
    ],
    "day": ["Start", "Due", "Agreed", "Actual finish", "Deadline", "Review on"],
    "duration": ["Duration", "Weeks"],
    "status": ["Status", "% complete"],
    "owner": ["Owner", "Customer owner", "Owner (Acme)"],
    "side": ["Side"],
    "number": ["#", "WBS"],
    "after": ["Predecessors"],
}  # fmt: skip
_KINDS = {heading: kind for kind, headings in _HEADINGS.items() for heading in headings}
_WRITTEN: dict[str, list[object]] = {
    "text": [None, "Two rounds @", "high @", "Draft 2 @", "Is it signed? @", "a; b @"],
    "duration": [None, 3, "5d", "2 wks", "10 AT", "2-3 weeks", "0", 0.5],
    "status": [None, "Done", "In progress", "Not started", "At risk", "50%", "Done, by @", "Blocked by @", "Wait, @"],
    "owner": [None, "Ana @", "Jo @ (Acme) / Mia @", "us, @", "legal @", "Jo @ <jo@acme.example>", "TBD", "N/A", "x"],
    "side": [None, "us", "customer", "both", "@"],
    "number": [None, 1, 2, 17, "1.1", "2.", "A-@"],
    "after": [None, "1", "2FS+3d", "1;2", "Legal @", "row 3"],
}  # fmt: skip
"""What people write below headings of a kind; `@` stands for a word that stands nowhere else."""
_ODD = ["see @", "TBD, @", "ask Mia: @", 12345.678, "-", "12/13/2026 @"]
_STEPS = ["Legal @", "Order @", "Set-up @", "Total @", "Kick-off; @", "- @", "  Go-live @"]
_ASIDE: list[Piece] = [
    [["Mutual action plan @"]],
    [["Draft 3 @", None, "Prepared by: Ana @"], ["Legend: x = @"]],
    [["Customer:", "Northwind @"]],
    [["Go-live date", "2027-03-15", "@"]],
    [["Go-live date: when @"]],
    [["Seller: Acme @", "As of @"]],
    [["Customer", "Seller", "Budget"], ["Northwind @", "Acme @", "EUR @"]],
    [["Champion:", "Jo @"], ["Contract value:", "EUR @"], ["Time zone", "Mars @"]],
    [["Name", "Role", "E-mail", "Phone"], ["Mia @", "buyer @", None, "+49 @"], [None, None, "@", "@"]],
    [["Risk", "Owner", "Mitigation"], ["@", "Jo @", "@"], ["@"]],
    [["Risks"], ["@", "@"]],
    [
        ["Critical date", "Due", "Standing", "Remark"],
        ["Go-live", "2027-03-15", "sure @", "@"],
        ["@", "soon @", "@", "@"],
    ],
    [["* all days are working days @"], ["Note: @"], ["Version: @", "@"]],
    [["Roll-out @"], ["Task", "Owner", "Due", "Comment"], ["Train @", "us", "2027-02-01", "@"]],
]


def patchwork(chance: Random, *, steps: bool = True) -> Piece:
    """Return a sheet of several pieces, some of them apart, that may begin anywhere."""
    pieces = [chance.choice(_ASIDE) for _ in range(chance.randint(0, 2))]
    pieces += [_table(chance)] if steps else []
    pieces += [chance.choice([_table(chance), *_ASIDE]) for _ in range(chance.randint(0, 2))]
    left: list[object] = [None] * chance.choice([0, 0, 2])
    blanks: Piece = [[]] * chance.choice([0, 1, 1, 2])
    rows = [[*left, *row] if row else [] for piece in pieces for row in [*blanks, *piece]]
    return _numbered(rows, chance.randint(0, 999))


def _table(chance: Random) -> Piece:
    """Return a table of steps with rows of phases, sums, blanks, headings that come again, and cells beside it."""
    others = chance.sample(sorted(_KINDS), chance.randint(1, 5))
    headings: list[object] = [chance.choice(["Step", "Task name", "Activity"]), *others]
    rows: Piece = [headings]
    for _ in range(chance.randint(1, 6)):
        row = [chance.choice(_STEPS), *(_written(_KINDS[heading], chance) for heading in others)]
        shapes: list[list[object]] = [row, row, row, row[:1], [None, *row[1:]], [*row, "beside @"], [], headings]
        rows.append(chance.choice(shapes))
    return rows


def _written(kind: str, chance: Random) -> object:
    if chance.random() < _SELDOM:
        return chance.choice(_ODD)
    if kind != "day":
        return chance.choice(_WRITTEN[kind])
    day = date(2026, 9, 1) + timedelta(days=chance.randint(0, 400))
    forms: list[object] = [None, day, day.isoformat(), f"{day:%d.%m.%Y}", f"{day:%m/%d/%Y}", f"{day.day} {day:%b %Y}"]
    return chance.choice(forms)


_SELDOM = 0.1


def _numbered(rows: Piece, first: int) -> Piece:
    """Put a word of its own in place of each mark: letters alone, so that nothing takes it for a number."""
    found: Piece = []
    count = 10_000 + 1_000 * first
    for row in rows:
        found.append([])
        for cell in row:
            text = cell
            while isinstance(text, str) and "@" in text.replace("@acme", ""):
                count += 1
                head, _, rest = text.partition("@")
                text = head + "Q" + "".join("klmnoprstv"[int(digit)] for digit in str(count)) + rest
            found[-1].append(text)
    return found
