"""The calculator, without its page."""
