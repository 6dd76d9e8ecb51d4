"""The plan of one person, in which agencies register day by day, or late and in another order (I29)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid5

from services.reporting.tests.examples import Person, day

from chassis.decisions.domain import Refused
from chassis.decisions.journal import from_stored
from planning.after_exit.correct_exit import CorrectExit
from planning.after_exit.reopen_plan import ReopenPlan
from planning.agreement.agree_for_participant import AgreeForParticipant
from planning.agreement.agree_plan import AgreePlan
from planning.agreement.plan_agreed import PlanAlreadyAgreed
from planning.clock.notice_missed_deadlines import NoticeMissedDeadlines
from planning.ending.conclude_exits import ConcludeExits
from planning.ending.record_exit import RecordExit
from planning.ending.write_summary import WriteSummary
from planning.opening.waiting_visit_ends import VisitEnd
from planning.plan.refusals import PlanHasEnded
from planning.study_visits.end_study_visit import EndStudyVisit
from samplan.contracts.codes import Agency, ExitClass, StudyVisitEnd
from samplan.contracts.event import ContractEvent
from samplan.contracts.planning.plans import PlanEvent
from samplan.testing.given import WRITERS
from samplan.testing.harness import ServiceUnderTest

KEEPER, CITY = Agency.AF, Agency.MALMO_IFO
LAST = 300
"""The last day, as `day` counts them: all has happened by then."""
REFERRALS = f"/{WRITERS['referral']}/referral/0a1b2c3d"
AGREES = (AgreePlan, AgreeForParticipant)


@dataclass(frozen=True, kw_only=True)
class Move:
    """What an agency registers of a day. `item`: which activity of the plan it is about."""

    on: int
    command: type[Any]
    by: Agency = KEEPER
    item: str = ""
    members: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_exit(self) -> bool:
        return self.command is RecordExit


Life = Sequence[Move]
WRONG_EXIT = Move(on=LAST - 1, command=RecordExit, members={"exit_class": ExitClass.MOVED})


class Desk:
    """Registers moves in the plan of one person, who takes part from now on."""

    def __init__(self, service: ServiceUnderTest, person: Person, *arriving: ContractEvent) -> None:
        self._service, self._person = service, person
        self._begun = service.database.last_notification_id()
        service.receive(*arriving)

    def tick(self, on: int) -> None:
        self._execute(NoticeMissedDeadlines(as_of=day(on)))
        self._execute(ConcludeExits(as_of=day(on)))

    def register(self, move: Move) -> None:
        """Raises Refused."""
        if move.command is EndStudyVisit:
            self._end_visit(move.on)
            return
        if move.is_exit:
            self._decide(WriteSummary, move.on, summary="Klar", next_step="Arbete")
        item = {"activity_id": uuid5(self._person.plan_id, move.item)} if move.item else {}
        self._decide(move.command, move.on, move.by, **item, **move.members)

    def published(self) -> list[ContractEvent]:
        """Of the plan."""
        translate, stored = self._service.service.translate, self._stored()
        assert translate
        with self._service.on_business_date():
            told = [translate(one) for one in stored]
        return [one for one in told if isinstance(one, PlanEvent) and one.plan_id == self._person.plan_id]

    def _stored(self) -> list[Any]:
        return [from_stored(one) for one in self._service.database.notifications(self._begun, 10_000)]

    def _end_visit(self, on: int) -> None:
        visit = VisitEnd(referral_id=self._person.referral_id, end=StudyVisitEnd.ENROLLED, on=day(on))
        self._execute(EndStudyVisit(visit=visit, source=REFERRALS))

    def _decide(self, command: type[Any], on: int, by: Agency = KEEPER, **members: Any) -> None:
        self._execute(command(plan_id=self._person.plan_id, by=by, occurred_on=day(on), **members))

    def _execute(self, command: object) -> None:
        with self._service.on_business_date():
            self._service.process.application.execute(command)


def register_in_time(desk: Desk, life: Life) -> None:
    """Each on its own day, and the clock runs every day. Raises Refused."""
    for move in sorted(life, key=lambda move: (move.on, move.command in AGREES)):
        desk.tick(move.on)
        desk.register(move)
    desk.tick(LAST)


def exited_wrongly(life: Life) -> Life:
    """Its exit is registered wrongly at first, and corrected after all else."""
    right = [move for move in life if move.is_exit]
    first = [WRONG_EXIT if move.is_exit else move for move in life]
    return [*first, *(replace(move, command=CorrectExit) for move in right)]


def register_late(desk: Desk, life: Life) -> None:
    """In this order, once the clock has run; corrections of the exit come last.

    What is refused is registered again after the others; in a plan that has ended, once it is reopened.
    """
    desk.tick(LAST)
    waiting = [move for move in life if move.command is not CorrectExit]
    while waiting:
        refused = [(move, refusal) for move in waiting if (refusal := _refusal(desk, move))]
        if len(refused) == len(waiting):
            _reopen(desk, [refusal for _, refusal in refused])
            refused += [(move, PlanHasEnded()) for move in life if move.is_exit]
        waiting = [move for move, _ in refused]
    desk.tick(LAST)
    for move in life:
        if move.command is CorrectExit:
            desk.register(move)


def _refusal(desk: Desk, move: Move) -> Refused | None:
    """None also for one who agrees to what has been agreed without them: no agency waited for it."""
    try:
        desk.register(move)
    except PlanAlreadyAgreed:
        return None
    except Refused as refusal:
        return refusal
    return None


def _reopen(desk: Desk, refusals: Sequence[Refused]) -> None:
    if not any(isinstance(one, PlanHasEnded) for one in refusals):
        raise refusals[0]
    desk.register(Move(on=LAST, command=ReopenPlan, members={"reason": "Registrerat för tidigt"}))
