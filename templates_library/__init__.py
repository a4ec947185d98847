"""Reusable plans and groups of steps, and what turns one of them into a plan document."""
