"""Published codes of what follows an exit."""

from enum import StrEnum


class StepMove(StrEnum):
    """How far a participant came who left for neither work nor studies (stegförflyttning)."""

    CLOSER_TO_WORK = "closer_to_work"
    CLOSER_TO_STUDIES = "closer_to_studies"
    UNCHANGED = "unchanged"
    FURTHER_AWAY = "further_away"


class StatusAfterExit(StrEnum):
    """What a former participant does when followed up."""

    IN_WORK = "in_work"
    IN_STUDIES = "in_studies"
    IN_AN_INTERVENTION = "in_an_intervention"
    WITHOUT_OCCUPATION = "without_occupation"
    MOVED = "moved"
    NOT_REACHED = "not_reached"
