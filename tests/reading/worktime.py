"""Walk over working time, unit by unit."""

from collections.abc import Sequence


class HorizonError(Exception):
    """The walk left the range of days for which the calendars were laid out."""


class WorkTime:
    """Which units (days or UTC minutes) are worked; unit u fills the half-open span from instant u to u + 1."""

    __slots__ = ("flags", "low", "per_day")

    def __init__(self, low: int, flags: bytes, per_day: int | None) -> None:
        """Keep one flag byte per unit from `low`; per_day is the length of 1d in minutes, None in day plans."""
        self.low = low
        self.flags = flags
        self.per_day = per_day

    def works(self, unit: int) -> bool:
        """Tell whether a unit is worked."""
        return self.flags[self._at(unit)] == 1

    def first_from(self, instant: int) -> int:
        """Give the first working unit that begins at the instant or after it."""
        found = self.flags.find(1, self._at(instant))
        if found < 0:
            raise HorizonError
        return found + self.low

    def last_before(self, instant: int) -> int:
        """Give the last working unit that ends at the instant or before it."""
        found = self.flags.rfind(1, 0, self._at(instant))
        if found < 0:
            raise HorizonError
        return found + self.low

    def end_after(self, instant: int, count: int) -> int:
        """Walk forward over `count` working units, run by run, and give the end of the last."""
        while count > 0:
            begun = self.first_from(instant)
            ended = self.flags.find(0, begun - self.low)
            run = (ended if ended >= 0 else len(self.flags)) + self.low - begun
            instant = begun + min(run, count)
            count -= run
        return instant

    def begin_before(self, instant: int, count: int) -> int:
        """Walk back over `count` working units, run by run, and give the begin of the first of them."""
        while count > 0:
            ended = self.last_before(instant) + 1
            run = ended - (self.flags.rfind(0, 0, ended - self.low) + 1 + self.low)
            instant = ended - min(run, count)
            count -= run
        return instant

    def between(self, earlier: int, later: int) -> int:
        """Count the working units from one instant to another, negative when they stand the other way round."""
        if earlier > later:
            return -self.between(later, earlier)
        return self.flags.count(1, self._at(earlier), self._at(later))

    def only(self, others: Sequence["WorkTime"]) -> "WorkTime":
        """Keep the units that all of the others work too."""
        kept = int.from_bytes(self.flags)
        for other in others:
            kept &= int.from_bytes(other.flags)
        return WorkTime(self.low, kept.to_bytes(len(self.flags)), self.per_day)

    def less(self, others: Sequence["WorkTime"]) -> "WorkTime":
        """Leave out the units that any of the others marks."""
        if not others:
            return self
        marked = 0
        for other in others:
            marked |= int.from_bytes(other.flags)
        kept = int.from_bytes(self.flags) & ~marked
        return WorkTime(self.low, kept.to_bytes(len(self.flags)), self.per_day)

    def _at(self, instant: int) -> int:
        place = instant - self.low
        if not 0 <= place < len(self.flags):
            raise HorizonError
        return place


def always(low: int, high: int, per_day: int | None) -> WorkTime:
    """Elapsed time: every unit counts."""
    return WorkTime(low, b"\x01" * (high - low), per_day)
