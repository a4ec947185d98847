"""The plan as a picture: geometry as plain values, and one renderer that makes SVG of it."""

from .frames import PHONE, WIDE, Frame
from .legend import Key, legend
from .picture import Timeline
from .svg import svg, svg_file, svg_image
from .timeline import by_phase, dates_in_order, timeline

__all__ = [
    "PHONE",
    "WIDE",
    "Frame",
    "Key",
    "Timeline",
    "by_phase",
    "dates_in_order",
    "legend",
    "svg",
    "svg_file",
    "svg_image",
    "timeline",
]
