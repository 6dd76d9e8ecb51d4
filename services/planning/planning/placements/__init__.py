"""Placements at employers (P-11): records of their own beside the plans. The employer stays in the vault."""

from planning.placements.placement import Placement, PlacementFact, PlacementStatus, SeenPlacement

__all__ = ["Placement", "PlacementFact", "PlacementStatus", "SeenPlacement"]
