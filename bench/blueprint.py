"""The steps of a typical mutual action plan, from discovery to the value event, as people would write them."""

from __future__ import annotations

from typing import Literal, NamedTuple

Side = Literal["seller", "customer", "both", "integrator"]
Kind = Literal["task", "meeting", "milestone", "gate", "value_event"]


class Work(NamedTuple):
    """One step of the blueprint."""

    id: str
    phase: str
    kind: Kind
    side: Side
    days: tuple[int, int]
    """The shortest and longest duration; nothing where it takes no time."""
    after: tuple[str, ...]
    """Predecessors, each with its link where it is not plain finish-to-start: `legal SS 5`."""


_NONE = (0, 0)

BLUEPRINT: tuple[Work, ...] = (
    Work("first-talk", "discovery", "meeting", "both", (1, 1), ()),
    Work("pain-written-down", "discovery", "task", "customer", (2, 5), ("first-talk",)),
    Work("current-way-measured", "discovery", "task", "customer", (5, 10), ("first-talk",)),
    Work("success-criteria", "discovery", "meeting", "both", (1, 2),
         ("pain-written-down", "current-way-measured FS -1")),
    Work("sponsor-met", "discovery", "meeting", "both", (1, 1), ("pain-written-down FS 2",)),
    Work("sponsor-letter", "discovery", "task", "seller", (1, 3), ("success-criteria", "sponsor-met")),
    Work("discovery-over", "discovery", "gate", "customer", _NONE, ("sponsor-letter",)),
    Work("business-case", "evaluation", "task", "seller", (5, 10), ("discovery-over",)),
    Work("value-case-numbers", "evaluation", "task", "customer", (5, 10), ("business-case SS 2",)),
    Work("value-case-agreed", "evaluation", "meeting", "both", (1, 1), ("business-case", "value-case-numbers")),
    Work("proof-scope", "evaluation", "task", "seller", (2, 4), ("discovery-over",)),
    Work("proof-environment", "evaluation", "task", "seller", (2, 5), ("proof-scope",)),
    Work("proof-data", "evaluation", "task", "customer", (3, 8), ("proof-scope",)),
    Work("proof-run", "evaluation", "task", "both", (10, 20), ("proof-environment", "proof-data")),
    Work("proof-review", "evaluation", "meeting", "both", (1, 1), ("proof-run FS 1",)),
    Work("reference-calls", "evaluation", "task", "customer", (2, 6), ("proof-scope",)),
    Work("security-questionnaire", "evaluation", "task", "seller", (3, 6), ("discovery-over",)),
    Work("technical-decision", "evaluation", "gate", "customer", _NONE, ("proof-review", "reference-calls")),
    Work("proposal", "purchase", "task", "seller", (3, 5), ("value-case-agreed", "technical-decision")),
    Work("security-review", "purchase", "task", "customer", (15, 30), ("security-questionnaire FS 2",)),
    Work("security-answers", "purchase", "task", "seller", (3, 8), ("security-review SS 5",)),
    Work("security-cleared", "purchase", "gate", "customer", _NONE, ("security-review", "security-answers")),
    Work("contract-sent", "purchase", "task", "seller", (1, 2), ("proposal",)),
    Work("legal-review", "purchase", "task", "customer", (10, 25), ("contract-sent",)),
    Work("redlines", "purchase", "task", "both", (5, 10), ("legal-review SS 5", "legal-review FF 2")),
    Work("data-protection", "purchase", "task", "both", (5, 20), ("contract-sent FS 1",)),
    Work("vendor-registration", "purchase", "task", "customer", (3, 10), ("technical-decision",)),
    Work("procurement", "purchase", "task", "customer", (5, 15), ("vendor-registration", "proposal")),
    Work("executive-approval", "purchase", "task", "customer", (3, 10), ("procurement FS -2", "proposal")),
    Work("board-approval", "purchase", "meeting", "customer", (1, 1), ("executive-approval FS 3",)),
    Work("signature", "purchase", "milestone", "both", _NONE,
         ("security-cleared", "redlines", "data-protection", "procurement", "board-approval")),
    Work("purchase-order", "purchase", "task", "customer", (1, 3), ("signature",)),
    Work("kickoff", "implementation", "meeting", "both", (1, 1), ("signature FS 3",)),
    Work("project-plan", "implementation", "task", "seller", (2, 4), ("kickoff",)),
    Work("set-up", "implementation", "task", "seller", (10, 25), ("kickoff",)),
    Work("sign-on", "implementation", "task", "customer", (5, 14), ("project-plan",)),
    Work("network-approval", "implementation", "task", "customer", (3, 10), ("project-plan",)),
    Work("interfaces", "implementation", "task", "integrator", (10, 20), ("project-plan", "sign-on SS 3")),
    Work("migration-mapping", "implementation", "task", "both", (3, 6), ("project-plan",)),
    Work("migration-rehearsal", "implementation", "task", "both", (5, 10), ("migration-mapping", "set-up SS 5")),
    Work("migration-fixes", "implementation", "task", "seller", (2, 5), ("migration-rehearsal FS 1",)),
    Work("reports", "implementation", "task", "seller", (3, 8), ("set-up FS -3",)),
    Work("system-test", "implementation", "task", "both", (5, 8),
         ("set-up", "interfaces", "sign-on", "network-approval", "migration-fixes")),
    Work("test-fixes", "implementation", "task", "seller", (3, 6), ("system-test SS 2", "system-test FF 2")),
    Work("admin-training", "implementation", "task", "both", (1, 3), ("set-up FS 2",)),
    Work("acceptance-test", "implementation", "task", "customer", (5, 12), ("system-test", "test-fixes", "reports")),
    Work("acceptance", "implementation", "gate", "customer", _NONE, ("acceptance-test",)),
    Work("training-material", "implementation", "task", "seller", (3, 6), ("set-up SS 5",)),
    Work("end-user-training", "implementation", "task", "both", (2, 8),
         ("training-material", "admin-training", "acceptance")),
    Work("cut-over-plan", "implementation", "task", "seller", (1, 3), ("acceptance",)),
    Work("go-no-go", "implementation", "gate", "customer", _NONE, ("cut-over-plan", "end-user-training")),
    Work("cut-over", "implementation", "task", "both", (1, 3), ("go-no-go FS 1",)),
    Work("go-live", "implementation", "milestone", "both", _NONE, ("cut-over", "purchase-order")),
    Work("hypercare", "adoption", "task", "seller", (5, 10), ("go-live",)),
    Work("old-system-off", "adoption", "task", "customer", (3, 10), ("go-live FS 10",)),
    Work("adoption-review", "adoption", "meeting", "both", (1, 1), ("hypercare",)),
    Work("second-training", "adoption", "task", "both", (2, 4), ("adoption-review FS 5",)),
    Work("value-measured", "adoption", "task", "customer", (5, 10), ("go-live FS 20",)),
    Work("value-capture", "adoption", "meeting", "both", (1, 1), ("value-measured", "second-training")),
    Work("monthly-close-in-a-day", "adoption", "value_event", "customer", _NONE,
         ("value-capture", "old-system-off")),
)  # fmt: skip
"""In an order in which predecessors come first; by and large what published plans say about durations."""

PHASES = tuple(dict.fromkeys(work.phase for work in BLUEPRINT))
