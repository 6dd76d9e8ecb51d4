"""What the intake office says no to beside the steps of one referral. The codes are public and stable."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from chassis.decisions.domain import Refused


class OnlyTheKeeper(Refused):
    """The agency that runs the service keeps the programme's intake, and alone decides that."""

    code = "keeper_only"
    status = 403
    title: ClassVar[str] = "Only the agency that keeps the intake decides that"


class UnknownProgramme(Refused):
    code = "unknown_programme"
    status = 422
    title: ClassVar[str] = "There is no such programme"


class ProgrammeNotRunning(Refused):
    code = "programme_not_running"
    title: ClassVar[str] = "The programme does not take referrals on that date"


class AgencyNotInProgramme(Refused):
    code = "agency_not_in_programme"
    status = 403
    title: ClassVar[str] = "Only an agency in the programme may refer to it"


class IntakeIsPaused(Refused):
    """`reason` is the pause's code, `until` its last day (R-10)."""

    code = "intake_paused"
    title: ClassVar[str] = "The programme takes no referrals during the pause"


class IntakeAlreadyResumed(Refused):
    code = "intake_already_resumed"
    title: ClassVar[str] = "The pause has ended"


class RoundRefused(Refused):
    """`errors` names every bad row: its line, a pointer into its form, and the code."""

    code = "round_refused"
    status = 422
    title: ClassVar[str] = "Nothing of the round is taken in: some rows are wrong"

    def __init__(self, errors: Sequence[Mapping[str, str | int]]) -> None:
        super().__init__(errors=errors)
        self.errors = errors


class SameNumber(Refused):
    code = "same_number"
    status = 422
    title: ClassVar[str] = "The old number is the new one"


class NumberNotKnown(Refused):
    code = "number_not_known"
    title: ClassVar[str] = "Nobody is known here by the old number"


class AlreadyReplaced(Refused):
    code = "already_replaced"
    title: ClassVar[str] = "The old number has been replaced, or is the one that now stands"


class BothHaveOpenReferrals(Refused):
    """`openReferrals`: two to one programme, of which one has to end before the numbers are linked (R-12)."""

    code = "both_have_open_referrals"
    title: ClassVar[str] = "Both numbers have an open referral to one programme"


class ReplacementUndone(Refused):
    code = "replacement_undone"
    title: ClassVar[str] = "The replacement has been undone"
