"""Whose something is, from the words and names that people write into sheets."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scheduler.plan import CUSTOMER, SELLER

_SELLER = {
    "us",
    "we",
    "our",
    "ours",
    "vendor",
    "seller",
    "supplier",
    "provider",
    "wir",
    "uns",
    "unser",
    "anbieter",
    "lieferant",
}
_CUSTOMER = {
    "customer",
    "client",
    "buyer",
    "them",
    "they",
    "their",
    "prospect",
    "kunde",
    "kunden",
    "auftraggeber",
    "customer's",
}
_BOTH = {"both", "joint", "jointly", "mutual", "together", "shared", "beide", "gemeinsam"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """What the two sides are called, as far as that is known."""

    seller: str = ""
    customer: str = ""

    @property
    def named(self) -> dict[str, str]:
        """Return their names, folded, with the ids of the parties."""
        names = {SELLER: self.seller, CUSTOMER: self.customer}
        return {name.casefold(): party for party, name in names.items() if name}


def sides_in(text: str, sides: Sides) -> str:
    """Return the word of a text that names a side, or nothing: `customer` in `customer lead`."""
    folded = text.casefold()
    for name in sides.named:
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded):
            return name
    return next((word for word in re.findall(r"[\w']+", folded) if word in _SELLER | _CUSTOMER | _BOTH), "")


def parties_called(text: str, sides: Sides) -> tuple[str, ...] | None:
    """Return the parties that a text names as a whole: `us`, `Northwind`, `both`, `Acme & customer`; None for none."""
    folded = " ".join(text.casefold().split())
    known = _one_called(folded, sides)
    parts = [part for part in re.split(r"\s*(?:[;,/&+]|\band\b|\bund\b)\s*", folded) if part]
    if known or len(parts) < 2:  # noqa: PLR2004 - a list has two parts or more
        return known
    found = [_one_called(part, sides) for part in parts]
    if not all(found):
        return None
    both = {party for one in found if one for party in one}
    return tuple(party for party in (SELLER, CUSTOMER) if party in both)


def _one_called(folded: str, sides: Sides) -> tuple[str, ...] | None:
    if folded in sides.named:
        return (sides.named[folded],)
    folded = re.sub(r"^the | (team|side)$", "", folded.strip(" ."))
    for words, parties in ((_SELLER, (SELLER,)), (_CUSTOMER, (CUSTOMER,)), (_BOTH, (SELLER, CUSTOMER))):
        if folded in words:
            return parties
    return None
