"""Webhooks: other systems are told what happens to plans, as far as whoever they tell it for may see it."""
