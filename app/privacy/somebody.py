"""Who somebody is that is to be forgotten, and what stands for that one wherever something stays."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from secrets import randbelow
from typing import TYPE_CHECKING, Any

from app.store.erasures import erasures
from app.store.users import key_of

if TYPE_CHECKING:
    from app.store import Unit

MEMBER, PARTICIPANT = "former member", "former participant"


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    """A person, by all that it is known by."""

    pseudonym: str
    """Such as `former participant 417`: the same in every plan of the workspace."""
    email: str | None = None
    user: str | None = None
    """The member's id, of somebody who has an account."""
    plan: str | None = None
    """The one plan in which the person is to be forgotten; all of the workspace where absent."""
    person: str | None = None
    """Who it is among the people of that plan, where no e-mail address is known."""
    names: tuple[str, ...] = ()
    """What people call it, as far as that is known."""
    gathered: bool = False
    """Whether these are the names of all plans already."""

    @property
    def id(self) -> str:
        """What plans call it from then on."""
        return self.pseudonym.replace(" ", "-")

    def written(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {**asdict(self), "names": [*self.names]}

    @classmethod
    def read(cls, written: dict[str, Any]) -> Somebody:
        """Return who was written."""
        return cls(**{**written, "names": tuple(written["names"])})

    def has(self, email: object) -> bool:
        """Tell whether an address is this person's."""
        return self.email is not None and isinstance(email, str) and key_of(email) == key_of(self.email)


def pseudonym_for(unit: Unit, kind: str) -> str:
    """Return a name that nobody who was forgotten here has; drawn, as counting would tell how many there were."""
    taken = {one.pseudonym for one in erasures(unit)}
    digits = 3
    while len(taken) * 2 > 10**digits:
        digits += 1
    while (drawn := f"{kind} {10 ** (digits - 1) + randbelow(9 * 10 ** (digits - 1))}") in taken:
        pass
    return drawn
