"""The shape of the code base: what may import what, and what the distribution holds."""
