"""The calendar of a term: its weeks, the days with a session, the periods of placement and the days off."""

from planning.terms.term import PlacementRules, Term, Weeks

__all__ = ["PlacementRules", "Term", "Weeks"]
