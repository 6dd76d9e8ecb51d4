"""Where the participant goes: to work, to studies, or elsewhere."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from planning.plan.refusals import SubsidyKindMismatch
from samplan.contracts.codes import Agency, ExitClass, SubsidyKind
from samplan.contracts.codes.endings import StatusAfterExit, StepMove

TO_WORK = frozenset({ExitClass.WORK_UNSUBSIDISED, ExitClass.WORK_SUBSIDISED})
TO_STUDIES = frozenset({ExitClass.STUDIES_STUDENT_AID, ExitClass.STUDIES_RETAINED_SUPPORT})
WAITS_FOR_NOBODY = frozenset({ExitClass.DECEASED, ExitClass.REGISTERED_IN_ERROR})


@dataclass(frozen=True)
class Exit:
    """Subsidised work names its subsidy and nothing else does. Raises SubsidyKindMismatch."""

    exit_class: ExitClass
    subsidy_kind: SubsidyKind | None = None

    def __post_init__(self) -> None:
        if (self.exit_class is ExitClass.WORK_SUBSIDISED) != (self.subsidy_kind is not None):
            raise SubsidyKindMismatch

    @property
    def is_to_work(self) -> bool:
        return self.exit_class in TO_WORK

    @property
    def is_to_studies(self) -> bool:
        return self.exit_class in TO_STUDIES

    @property
    def is_of_nobody(self) -> bool:
        """The participant has died, or never was one: no agency is asked, and nothing follows."""
        return self.exit_class in WAITS_FOR_NOBODY


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What was achieved, and the recommended next step: in words, sealed."""

    by: Agency
    on: date
    sealed: str


@dataclass(frozen=True, kw_only=True)
class ProposedExit:
    """An exit of that day, which waits until the other agencies have answered for what they do."""

    to: Exit
    on: date
    by: Agency
    asked_on: date
    received_by: Agency | None = None


@dataclass(frozen=True, kw_only=True)
class Ending:
    """How the plan ends, or has ended. `received_by`: the agency that continues, and may read the summary."""

    summary: Summary | None = None
    proposed: ProposedExit | None = None
    exit: Exit | None = None
    received_by: Agency | None = None
    follow_up_on: date | None = None
    step: StepMove | None = None
    status_after: StatusAfterExit | None = None

    def summarised(self, summary: Summary) -> "Ending":
        return replace(self, summary=summary)

    def waiting(self, proposed: ProposedExit | None) -> "Ending":
        return replace(self, proposed=proposed)

    def exited(self, to: Exit, received_by: Agency | None, follow_up_on: date | None) -> "Ending":
        return replace(self, exit=to, received_by=received_by, follow_up_on=follow_up_on, proposed=None)

    def corrected(self, to: Exit, follow_up_on: date | None) -> "Ending":
        step = None if to.is_to_work or to.is_to_studies else self.step
        return replace(self, exit=to, follow_up_on=follow_up_on, step=step)

    def moved(self, step: StepMove) -> "Ending":
        return replace(self, step=step)

    def followed_up(self, status: StatusAfterExit) -> "Ending":
        return replace(self, status_after=status)


class EndingRules(Protocol):
    """`answer_days`: how long the other agencies may take to answer an exit."""

    @property
    def answer_days(self) -> int: ...

    def follow_up_on(self, exited_on: date) -> date:
        """The day on which a former participant is followed up."""
