"""What is said at the first start: where the first admin comes in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.accounts.signing_in import NOBODY
from app.accounts.welcome import draw_first_address
from app.actors import SYSTEM

if TYPE_CHECKING:
    from .state import Service


def first_address(service: Service) -> str | None:
    """Return where the first admin comes in, once and within a day; None as soon as there is somebody."""
    with service.database.writing(workspace=NOBODY, actor=SYSTEM, now=service.now()) as unit:
        secret = draw_first_address(unit)
    return None if secret is None else service.post.address(secret)
