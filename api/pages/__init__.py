"""Pages for people: they work without scripts, and their addresses hold all that was typed."""

from . import calculator, static

ROUTERS = (calculator.router, static.router)

__all__ = ["ROUTERS"]
