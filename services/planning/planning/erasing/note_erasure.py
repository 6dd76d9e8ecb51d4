from chassis.decisions import erasures
from planning.erasing.planning_erasure import PlanningErasure


class NoteAnnouncement(erasures.NoteAnnouncement):
    """A participant is to be erased: note who says so."""


class NoteErasure(erasures.NoteErasure):
    """The participant's key is destroyed in the consent service: note that it is to be here."""

    KIND = PlanningErasure
