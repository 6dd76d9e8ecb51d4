"""The exit to enhanced cooperation, and events of a plan that follow its exit or change it."""

from typing import ClassVar

from samplan.contracts.codes import ExitClass, SubsidyKind
from samplan.contracts.codes.endings import StatusAfterExit, StepMove
from samplan.contracts.planning.plans import PlanEvent


class ExitedToEnhancedCooperation(PlanEvent, frozen=True, kw_only=True):
    """The participant left for the enhanced cooperation of the employment and the social insurance agency."""

    TYPE: ClassVar[str] = "samplan.planning.ExitedToEnhancedCooperation.v1"
    SWEDISH: ClassVar[str] = "avslut till förstärkt samarbete"

    exit_class: ExitClass


class StepMoved(PlanEvent, frozen=True, kw_only=True):
    """How far the participant came, who left for neither work nor studies. The latest one counts."""

    TYPE: ClassVar[str] = "samplan.planning.StepMoved.v1"
    SWEDISH: ClassVar[str] = "stegförflyttning bedömd"

    step: StepMove


class ExitCorrected(PlanEvent, frozen=True, kw_only=True):
    """The exit that was published was wrong: this one counts instead, of this day."""

    TYPE: ClassVar[str] = "samplan.planning.ExitCorrected.v1"
    SWEDISH: ClassVar[str] = "avslut rättat"

    exit_class: ExitClass
    subsidy_kind: SubsidyKind | None = None


class PlanReopened(PlanEvent, frozen=True, kw_only=True):
    """The exit is taken back: the participant has not left. Activities that have ended stay ended."""

    TYPE: ClassVar[str] = "samplan.planning.PlanReopened.v1"
    SWEDISH: ClassVar[str] = "plan återöppnad"


class FollowedUpAfterExit(PlanEvent, frozen=True, kw_only=True):
    """What the former participant does, some months after the exit. The latest one counts."""

    TYPE: ClassVar[str] = "samplan.planning.FollowedUpAfterExit.v1"
    SWEDISH: ClassVar[str] = "uppföljning efter avslut"

    status: StatusAfterExit
