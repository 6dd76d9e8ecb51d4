from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records
from consent.consent import Office
from consent.erasing.erasure import Erasure, ErasureFact, ErasureIsOver
from consent.erasing.seen_erasure import SeenErasure
from samplan.contracts.codes import Agency
from samplan.contracts.codes.erasures import RetentionGround


class ErasureAssessed(ErasureFact):
    """`ground` forbids the erasure; None: the agency has nothing against it."""

    TOPIC = "consent.ErasureAssessed"
    agency: Agency
    ground: RetentionGround | None = None

    def apply(self, erasure: Erasure) -> None:
        erasure.grounds = {**erasure.grounds, self.agency: self.ground}


class ErasureRefused(ErasureFact):
    TOPIC = "consent.ErasureRefused"
    ground: RetentionGround

    def apply(self, erasure: Erasure) -> None:
        erasure.refused_on = self.occurred_on


class AssessErasure(
    Command[Office], path="assessments", sv="Bedöm raderingen", en="Assess the erasure", versioned=False
):
    """`ground`: an archive duty, an open case or a legal claim that forbids it; null when there is none."""

    erasure_id: UUID
    ground: RetentionGround | None
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> SeenErasure:
        erasure = work.load(Erasure, self.erasure_id, if_shown=lambda one: self.by in one.assessors)
        self.decide(erasure)
        return SeenErasure(erasure=erasure, by=self.by, keeper=office.keeper)

    def decide(self, erasure: Erasure) -> None:
        """The last assessment refuses the erasure if any agency has a ground; else the clock executes it."""
        if self.by in erasure.grounds and erasure.grounds[self.by] == self.ground:
            return
        if erasure.is_over:
            raise ErasureIsOver
        on = max(self.occurred_on, erasure.requested_on)
        erasure.trigger_event(ErasureAssessed, agency=self.by, ground=self.ground, occurred_on=on)
        grounds = [one for one in erasure.grounds.values() if one]
        if grounds and not erasure.waiting_for:
            erasure.trigger_event(ErasureRefused, ground=grounds[0], occurred_on=on)
