"""The engine: a plan and a day in, every date and its reason out; no file, clock, network or database."""
