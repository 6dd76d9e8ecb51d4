"""The sessions of a group, held or cancelled, and who was there (P-10). No plan's stream gets any of it."""

from planning.sessions.session import Presence, Session, SessionFact

__all__ = ["Presence", "Session", "SessionFact"]
