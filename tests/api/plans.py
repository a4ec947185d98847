"""The plans that tests hand in."""

from importlib.resources import files

YAML = {"content-type": "application/yaml"}
JSON = {"content-type": "application/json"}

NORTHWIND = files("app.samples").joinpath("northwind.yaml").read_bytes()

PLAN = """\
format: backplan/1
title: Roll-out
as_of: 2026-11-23
critical_dates: [{id: go-live, step: go-live, date: 2026-12-04}]
steps:
  - {id: legal, title: Legal review, duration: 5d}
  - {id: go-live, title: Go-live, duration: 1d, after: legal}
"""

BROKEN = PLAN.replace("after: legal", "after: leagl").replace("5d", "1w")
"""The same with two mistakes."""
