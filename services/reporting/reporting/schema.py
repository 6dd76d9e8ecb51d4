"""The store of the reporting service: facts, and the view they add up to."""

from __future__ import annotations

from chassis.migrations import Migration
from reporting.facts import FACTS
from reporting.projection import PROJECTION
from reporting.projections.tables import definitions

_JOININGS = "CREATE TABLE IF NOT EXISTS joinings (referral_id TEXT NOT NULL PRIMARY KEY, plan_id TEXT)"

MIGRATIONS = (
    Migration("reporting-1", (*FACTS, *PROJECTION, *definitions())),
    # A store made since has the table from its first step on.
    Migration("reporting-2", (_JOININGS,)),
)
