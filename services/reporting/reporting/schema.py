"""The store of the reporting service: facts, and the view they add up to."""

from __future__ import annotations

from chassis.migrations import Migration
from reporting.facts import FACTS
from reporting.projection import PROJECTION
from reporting.projections.tables import definitions

MIGRATIONS = (Migration("reporting-1", (*FACTS, *PROJECTION, *definitions())),)
