"""Invitations, and what comes of the answers to them."""
