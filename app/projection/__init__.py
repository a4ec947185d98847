"""What one audience may see of a plan: the one form in which a plan and its dates leave the service."""

from .projection import Audience, Projection, narrowed, project, whole

__all__ = ["Audience", "Projection", "narrowed", "project", "whole"]
