"""What came by mail, as it is answered."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .values import Answer

Outcome = Literal["taken", "repeated", "late", "undone", "words", "refused"]


class TakenAnswer(Answer):
    """What became of a message."""

    outcome: Outcome = Field(
        description="`taken`: done to the plan; `repeated`: it came before, or says nothing new; `late`: it answers an "
        "earlier version, or what was called off; `undone`: it cannot be done, which its writer was told; `words`: "
        "kept for people to read; `refused`: it answers nothing that this workspace sent, or somebody else wrote it."
    )
    code: str = Field(description="Why one was refused; empty of all others.")
