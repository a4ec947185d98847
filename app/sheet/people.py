"""Who takes part: parties and people, gathered from all the places where a sheet names them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from app.document.identifiers import slug
from scheduler.plan import CUSTOMER, SELLER

from .notes import some
from .sides import parties_called, sides_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scheduler.plan import PartyId, PersonId

    from .notes import Notes
    from .sides import Sides

_APART = re.compile(r"\s*(?:[;/&+\n,]|\band\b|\bund\b)\s*(?![^(\[]*[)\]])")
"""Between names, not within brackets."""
_ROLE_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        account admin administrator analyst architect board buyer ceo cfo champion change cio ciso committee counsel
        cto customer data director economic einkauf end engineer engineering exec executive finance head hr
        implementation it key lead legal management manager of office officer operations ops pm pmo procurement product
        project purchasing recht sales security services solution solutions sponsor success support team technical the
        user users vp
        """,
    )
)
"""A name made of these alone is a part that somebody plays."""
NOBODY = frozenset({"tbd", "tbc", "tba", "?", "??", "???", "open", "offen", "unassigned", "nobody", "to be defined"})
"""What people write where there is no owner yet."""
_SHARE = re.compile(r"\s*[\[(]\s*\d{1,3}\s*%\s*[\])]")
"""How much of somebody's time a step takes, as Microsoft Project writes it behind a name."""
_BLANK = " .-\N{EN DASH}"


class Everybody:
    """The parties and people of one sheet."""

    def __init__(self, sides: Sides) -> None:
        """Begin with the seller and the customer, and nobody in them."""
        self.sides = sides
        self._others: dict[str, PartyId] = {}
        self._names: dict[PartyId, str] = {}
        self._people: dict[tuple[str, PartyId], dict[str, Any]] = {}
        self._parties: dict[str, PartyId] = {}
        self._first_names: dict[str, list[tuple[str, PartyId]]] = {}
        self._ids = Ids()
        self._party_ids = Ids((SELLER, CUSTOMER, "both"))
        self._guessed: dict[str, None] = {}

    def parties_of(self, text: str) -> tuple[PartyId, ...] | None:
        """Return the parties that a text names as a whole, others than the two sides too; None for none."""
        called = parties_called(text, self.sides)
        if called is not None:
            return called
        found = self._one_party(text)
        if found:
            return found
        parts = text.split(";") if ";" in text else _APART.split(text)
        every = [self._one_party(" ".join(part.split())) for part in parts]
        return tuple(party for one in every for party in one) if len(parts) > 1 and all(every) else None

    def party_named(self, name: str) -> PartyId:
        """Return the party of that name; one that nobody has named yet is somebody else who must act."""
        known = self.parties_of(name)
        if known and len(known) == 1:
            return known[0]
        party = self._party_ids.take(slug(name, "party"))
        self._others[name.casefold()] = party
        self._names[party] = name
        return party

    def add(self, name: str, party: PartyId, *, role: str = "", email: str = "", person: str = "") -> PersonId:
        """Return the person of a party, new or known, with what is known of them."""
        key = (name.casefold() or email.casefold() or role.casefold(), party)
        found = self._people.get(key)
        if found is None:
            made = slug(person or name or email.partition("@")[0] or f"{party}-{role}", "person")
            found = {"id": self._ids.take(made), "party": party}
            self._people[key] = found
            self._parties.setdefault(key[0], party)
            first, _, others = name.partition(" ")
            if others:
                self._first_names.setdefault(first.casefold(), []).append((name, party))
        for field, said in (("name", name), ("role", _role(role)), ("email", email)):
            if said:
                found.setdefault(field, said)
        return str(found["id"])

    def role_of(self, name: str, party: PartyId) -> str:
        """Return the role of somebody who is known already, in words; empty where nothing is known."""
        return str(self._people.get((name.casefold(), party), {}).get("role", "")).replace("_", " ")

    def owners(
        self, text: str, *, party: PartyId | None, side: tuple[PartyId, ...]
    ) -> list[tuple[PartyId, PersonId | None]]:
        """Return who a cell of owners names: parties, with a person where one is named.

        `party` is whose column it is, `side` whose step; where neither tells and the name is not known by its party
        from elsewhere, it is taken for the seller's.
        """
        text = _SHARE.sub("", text)
        known = self._people.get((text.casefold(), party)) if party else None
        if party and known:
            return [(party, str(known["id"]))]
        called = self.parties_of(text)
        if called is not None:
            return [(one, None) for one in called]
        return [self._owner(part, party, side) for part in _names_in(text)]

    def called(self, party: PartyId) -> str:
        """Return what people call a party."""
        sides = {SELLER: self.sides.seller or "the seller", CUSTOMER: self.sides.customer or "the customer"}
        return self._names.get(party) or sides.get(party, party)

    def guessed(self, name: str) -> PartyId:
        """Return the seller for somebody of whom nothing says on which side they are, and remember to tell it."""
        self._guessed[name] = None
        return SELLER

    def tell_guesses(self, notes: Notes) -> None:
        """Tell the people of whom nobody says on which side they are."""
        if self._guessed:
            names = list(self._guessed)
            are = "is" if len(names) == 1 else "are"
            remedy = f"write '{names[0]} (customer)', or give each side a column of owners"
            notes.tell("", f"nothing says on which side {some(names)} {are}; taken for the seller's: {remedy}")

    def people(self) -> list[dict[str, Any]]:
        """Return the people as a plan has them."""
        return [dict(person) for person in self._people.values()]

    def parties(self) -> list[dict[str, Any]]:
        """Return the parties besides seller and customer as a plan has them."""
        return [{"id": party, "name": name} for party, name in self._names.items()]

    def _one_party(self, text: str) -> tuple[PartyId, ...]:
        called = parties_called(text, self.sides)
        if called:
            return called
        other = self._others.get(text.casefold())
        return (other,) if other else ()

    def _owner(self, text: str, party: PartyId | None, side: tuple[PartyId, ...]) -> tuple[PartyId, PersonId | None]:
        name, inside = _bracketed(text)
        said = self.parties_of(inside) if inside else self.parties_of(name)
        if said and not inside:
            return said[0], None
        email = next(iter(re.findall(r"[^@\s<>()]+@[^@\s<>()]+", name)), "")
        name = re.sub(r"[<(]?[^@\s<>()]+@[^@\s<>()]+[>)]?", " ", name).strip(_BLANK) or email
        role = "" if said or not inside else inside
        name, party = self._without_side(name, party)
        party = (
            said[0] if said else party or self._parties.get(name.casefold()) or (side[0] if len(side) == 1 else None)
        )
        name, party = self._whole_name(name, party)
        if party is None:
            party = self.guessed(name)
        if not email and not role and is_role(name):
            return party, self.add("", party, role=name)
        return party, self.add("" if email == name else name, party, role=role, email=email)

    def _whole_name(self, name: str, party: PartyId | None) -> tuple[str, PartyId | None]:
        """Return the name and party of the one person who is known by this first name, else what is known already."""
        known = [one for one in self._first_names.get(name.casefold(), ()) if party in {None, one[1]}]
        return known[0] if len(known) == 1 and (name.casefold(), party) not in self._people else (name, party)

    def _without_side(self, name: str, party: PartyId | None) -> tuple[str, PartyId | None]:
        """Return a name without the side before it, as in `Customer IT` or `Acme: Ana Ruiz`, and that side."""
        word = sides_in(name, self.sides)
        called = parties_called(word, self.sides) if word and name.casefold().startswith(word) else None
        rest = (
            re.sub(r"^['\u2019]s\b", "", name[len(word) :]).strip(f"{_BLANK}:,") if called and len(called) == 1 else ""
        )
        return (rest, called[0]) if rest and called else (name, party)


def _names_in(text: str) -> list[str]:
    """Return the names in a cell; `TBD` beside one is none."""
    parts = [part for part in _APART.split(text) if part.strip(_BLANK)]
    return [part for part in parts if part.casefold() not in NOBODY] or parts


def organisations_in(text: str) -> list[str]:
    """Return what stands in brackets behind names and is no part that somebody plays: `Acme` of `Ana Ruiz (Acme)`."""
    inside = [_bracketed(part)[1] for part in _APART.split(_SHARE.sub("", text))]
    return [name for name in inside if name and not is_role(name)]


def is_role(text: str) -> bool:
    """Tell whether a text is a part that somebody plays, and no name."""
    return set(re.findall(r"\w+", text.casefold())) <= _ROLE_WORDS


def _role(text: str) -> str:
    """Return a part as plans write it: `account_executive`; abbreviations keep their capitals."""
    if text.casefold() == "it":
        return "it"
    words = [word if word.isupper() else word.casefold() for word in text.split()]
    return "_".join(words)


class Ids:
    """Gives ids that nobody has yet."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        """Begin with those that are taken."""
        self._taken = set(taken)
        self._numbers: dict[str, int] = {}

    def __contains__(self, wanted: str) -> bool:
        """Return whether an id is taken."""
        return wanted in self._taken

    def take(self, wanted: str) -> str:
        """Return an id and keep it: the wanted one, else with the first number behind it that is free."""
        found, number = wanted, self._numbers.get(wanted, 1)
        while found in self._taken:
            number += 1
            found = f"{wanted}-{number}"
        self._numbers[wanted] = number
        self._taken.add(found)
        return found


def _bracketed(text: str) -> tuple[str, str]:
    """Return a text without what stands in brackets behind it, and that."""
    found = re.fullmatch(r"(.*?)\s*[(\[]\s*([^)\]]*?)\s*[)\]]\s*", text.strip(), re.DOTALL)
    return (found[1], found[2]) if found and found[1] else (text.strip(_BLANK), "")
