"""The calendar of a term: its weeks, the days with a session, the periods of placement and the days off."""

from planning.terms.term import Term, Weeks

__all__ = ["Term", "Weeks"]
