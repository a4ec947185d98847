"""What one audience may see of a plan: the one form in which a plan and its dates leave the service."""

from .projection import Audience, Dated, Projection, StepDates, narrowed, project, whole
from .projections import Projections

__all__ = ["Audience", "Dated", "Projection", "Projections", "StepDates", "narrowed", "project", "whole"]
