"""The requests of the story that are about a workspace's own templates."""

from __future__ import annotations

from tests.templates_library.own import LATER, OWN

from .telling import Request

YAML = "application/yaml"
PORTAL = {"template_id": "portal-roll-out"}
PLAN = "7e9c8d85-3081-4e31-8fad-9c7c306f5d44"

TEMPLATES = (
    Request(
        operation="put_template",
        name="new",
        says="A template of your own, with a fragment of your own in it.",
        path=PORTAL,
        headers={"idempotency-key": "templates-2026-11"},
        sent=OWN,
        sent_as=YAML,
    ),
    Request(
        operation="put_template",
        name="with-mistakes",
        says="Every mistake is told, with its line and the nearest right name.",
        path=PORTAL,
        sent=LATER.replace("security-review, after", "security-reviw, after").replace("side: both", "side: bothh"),
        sent_as=YAML,
    ),
    Request(
        operation="put_template",
        name="ready-made",
        says="What comes with the service is not changed.",
        path={"template_id": "mid-market-saas"},
        sent=OWN,
        sent_as=YAML,
    ),
    Request(
        operation="list_templates",
        name="with-own",
        says="The workspace's own come first.",
        parameters={"limit": "1"},
    ),
    Request(operation="show_template", name="own", says="A template of your own.", path=PORTAL),
    Request(
        operation="make_plan",
        name="own",
        says="An outline of it; nothing is kept.",
        path=PORTAL,
        sent={"critical_date": "2027-05-03", "customer": "Northwind", "form": "outline", "id": PLAN},
    ),
    Request(
        operation="create_plan",
        name="own-template",
        says="A plan from a template of your own.",
        sent={
            "from": "template",
            "template": "portal-roll-out",
            "critical_date": "2027-05-03",
            "customer": "Northwind",
            "id": PLAN,
        },
    ),
    Request(
        operation="put_template",
        name="later",
        says="It says something else: a new version, beside the one that plans were made of.",
        path=PORTAL,
        sent=LATER,
        sent_as=YAML,
    ),
    Request(
        operation="list_template_versions",
        name="newest",
        says="The newest version, and where the others are.",
        path=PORTAL,
        parameters={"limit": "1"},
    ),
    Request(
        operation="show_template_version",
        name="first",
        says="The version that the plan was made of.",
        path={**PORTAL, "number": "1"},
    ),
    Request(
        operation="show_template_version",
        name="unknown",
        says="A version that there is not.",
        path={**PORTAL, "number": "9"},
    ),
    Request(
        operation="show_template_changes",
        name="later",
        says="What the newest version gives otherwise.",
        path={"plan_id": PLAN},
    ),
    Request(
        operation="show_template_changes",
        name="of-none",
        says="A plan that was made of no template.",
        path={"plan_id": "4b6f5a52-0d5e-4b0e-9c7a-6f4f0d3c2a11"},
    ),
    Request(operation="archive_template", name="away", says="The template is put away.", path=PORTAL),
    Request(
        operation="make_plan",
        name="archived",
        says="Nothing new is made of it.",
        path=PORTAL,
        sent={"critical_date": "2027-05-03"},
    ),
    Request(operation="archive_template", name="twice", says="It is away already.", path=PORTAL),
    Request(operation="restore_template", name="again", says="It is taken up again.", path=PORTAL),
    Request(operation="restore_template", name="twice", says="It is there.", path=PORTAL),
    Request(
        operation="list_template_versions",
        name="unknown",
        says="A template that the workspace does not have; another workspace's is told like that too.",
        path={"template_id": "portal-rollout"},
    ),
)
