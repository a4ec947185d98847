"""Ways into one plan for people of other parties, and who came in by them."""

from .codes import CODES
from .entering import Entered, Found, enter_by_link, enter_by_participant, link_at, note_visit, stranger_by
from .handing_on import HandedOn, To, hand_on
from .introducing import Came, Said, introduce
from .links import PROVING, Issued, Wanted, links_of, make_link, refuse_over, reissue_link, revoke_link, visits_of
from .participants import leave, participants_of, revoke_participant
from .proving import Asking, ask_code, enter_code

__all__ = [
    "CODES",
    "PROVING",
    "Asking",
    "Came",
    "Entered",
    "Found",
    "HandedOn",
    "Issued",
    "Said",
    "To",
    "Wanted",
    "ask_code",
    "enter_by_link",
    "enter_by_participant",
    "enter_code",
    "hand_on",
    "introduce",
    "leave",
    "link_at",
    "links_of",
    "make_link",
    "note_visit",
    "participants_of",
    "refuse_over",
    "reissue_link",
    "revoke_link",
    "revoke_participant",
    "stranger_by",
    "visits_of",
]
