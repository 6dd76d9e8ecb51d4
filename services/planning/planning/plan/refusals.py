"""Refusals that several commands share. The codes are public and stable."""

from typing import ClassVar

from chassis.decisions.domain import NotFound, Refused


class ActivityNotFound(NotFound):
    """The plan has no such activity."""


class ActivityExists(Refused):
    code = "activity_exists"
    title: ClassVar[str] = "The plan has an activity with this id already"


class PlanHasEnded(Refused):
    code = "plan_has_ended"
    title: ClassVar[str] = "The participant has left: the plan cannot be changed"


class ParticipantIsErased(Refused):
    """The participant's key is destroyed: nothing more can be written about them (C-09)."""

    code = "participant_erased"
    title: ClassVar[str] = "The participant's data has been erased: nothing more can be written about them"


class AgencyNotInConsent(Refused):
    """An agency that the participant has not named takes no part in the plan (C-01)."""

    code = "agency_not_in_consent"
    title: ClassVar[str] = "The consent does not name every agency given"


class SharingHasEnded(Refused):
    """No consent in force lets the agency change more than its own items."""

    code = "sharing_has_ended"
    status = 403
    title: ClassVar[str] = "No consent in force allows this change: the agency may end its own activities"


class NotTheOwner(Refused):
    """An agency may change only its own items."""

    code = "not_the_owner"
    status = 403
    title: ClassVar[str] = "Only the agency that owns the activity may change it"


class ActivityHasEnded(Refused):
    code = "activity_has_ended"
    title: ClassVar[str] = "The activity has already been completed or interrupted"


class ActivityIsPlanned(Refused):
    code = "activity_is_planned"
    title: ClassVar[str] = "The activity has not started: start it or decline it"


class ActivityIsNotPlanned(Refused):
    code = "activity_is_not_planned"
    title: ClassVar[str] = "The activity has started, or has been declined or withdrawn"


class BeforeTheStart(Refused):
    """No fact may be dated before the plan opened, or before its activity started."""

    code = "before_the_start"
    status = 422
    title: ClassVar[str] = "The date is earlier than the start of what it concerns"


class SubsidyKindMismatch(Refused):
    code = "subsidy_kind_mismatch"
    status = 422
    title: ClassVar[str] = "Subsidised work names its subsidy, any other exit names none"
