"""Teams of several agencies: roles, capacity, pairs and cover, and which plans each has (P-01)."""

from planning.teams.team import Absence, Seat, Team, TeamFact

__all__ = ["Absence", "Seat", "Team", "TeamFact"]
