from dataclasses import field
from datetime import date, timedelta
from typing import ClassVar
from uuid import UUID, uuid4

from chassis.decisions.commands import Command, LongText, PlannedDate, Records
from chassis.decisions.domain import Refused
from planning.cv_shares.cv_share import CvShare, CvShareGranted, SeenCvShare
from planning.dates.period import EndsBeforeItStarts
from planning.employers.employer import Employer
from planning.office import Office
from planning.office.beside import plan_to_work_in
from planning.plan import Plan
from samplan.contracts.codes import Agency


class SharedForTooLong(Refused):
    """`days`: the most that the programme allows."""

    code = "shared_for_too_long"
    status = 422
    title: ClassVar[str] = "The programme lets a CV be shared for fewer days: see `days`"


class GrantCvShare(
    Command[Office],
    path="",
    sv="Registrera medgivande att dela cv",
    en="Record the consent to share a CV",
    creates=True,
):
    """The participant lets the calling agency share the CV with one of its employers, until a day.

    The CV is sealed. Nothing of it is published: neither that it is shared, nor with whom.
    """

    share_id: UUID = field(default_factory=uuid4)
    plan_id: UUID
    employer_id: UUID
    cv: LongText
    valid_until: PlannedDate
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> SeenCvShare:
        """Raises NotFound or SharingHasEnded for plan or employer, and what `granted` raises."""
        plan = plan_to_work_in(self.plan_id, self.by, work, office)
        employer = work.load(
            Employer, self.employer_id, if_shown=lambda one: one.is_shown_to(self.by, office.keeper)
        )
        employer.require_owner(self.by)
        employer.require_not_erased()
        days = office.matching(plan.programme, self.occurred_on).cv_share_days
        sealed = office.words.seal(plan.participant_id, {"cv": self.cv}, record=self.share_id)
        return SeenCvShare(work.add(self.granted(plan, days, sealed)))

    def granted(self, plan: Plan, days: int, sealed: str) -> CvShare:
        """Raises PlanHasEnded, BeforeTheStart, EndsBeforeItStarts or SharedForTooLong."""
        plan.require_open_on(self.occurred_on)
        if self.valid_until < self.occurred_on:
            raise EndsBeforeItStarts
        if self.valid_until > self.occurred_on + timedelta(days=days):
            raise SharedForTooLong(days=days)
        return CvShare.begin(
            CvShareGranted,
            self.share_id,
            plan_id=plan.id,
            agency=self.by,
            employer_id=self.employer_id,
            valid_until=self.valid_until,
            sealed=sealed,
            occurred_on=self.occurred_on,
        )
