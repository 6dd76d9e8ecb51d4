"""What becomes of the consent to share a CV: it is used, revoked, or expires."""

from abc import abstractmethod
from datetime import date, timedelta
from uuid import UUID

from chassis.decisions.commands import Command, Records, ShortText
from planning.cv_shares.cv_share import CV, CvShare, CvShareFact, CvShareStatus, SeenCvShare
from planning.cv_shares.shared_cvs import overdue_shares
from planning.cv_shares.show_cv_share import shown_share
from planning.disclosing.disclosures import PlanDisclosures
from planning.employers.employer import Employer
from planning.office import Office
from planning.office.beside import plan_to_work_in
from planning.plan import Plan
from planning.plan.refusals import ParticipantIsErased
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.privacy.circle.may_know import Rule
from samplan.privacy.disclosure_log import Disclosure


class CvShared(CvShareFact, private=True):
    """The employer has received the CV."""

    TOPIC = "planning.CvShared"

    def apply(self, share: CvShare) -> None:
        share.used_on = (*share.used_on, self.occurred_on)


class CvShareRevoked(CvShareFact, private=True):
    TOPIC = "planning.CvShareRevoked"

    def apply(self, share: CvShare) -> None:
        share.status, share.revoked_on = CvShareStatus.REVOKED, self.occurred_on


class CvShareExpired(CvShareFact, private=True):
    """On the day after its last one."""

    TOPIC = "planning.CvShareExpired"

    def apply(self, share: CvShare) -> None:
        share.status = CvShareStatus.EXPIRED


class CvShareCommand(Command[Office]):
    """A step of one consent to share a CV."""

    share_id: UUID
    by: Agency
    role: ShortText = "system"
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> SeenCvShare:
        """Raises NotFound, and what `decide` raises."""
        share = shown_share(self.share_id, self.by, work, office)
        self.decide(share, work, office)
        return SeenCvShare(share)

    @abstractmethod
    def decide(self, share: CvShare, work: Records, office: Office) -> None:
        """Refuses, or records the step. Records nothing when it has been taken."""


class UseCvShare(CvShareCommand, path="use", sv="Dela cv:t", en="Share the CV", versioned=False):
    """The calling agency hands the CV to the employer. It joins the participant's log each time.

    409 `cv_share_not_in_force` once the participant has revoked it, and after its last day.
    """

    def decide(self, share: CvShare, work: Records, office: Office) -> None:
        """Raises NotTheOwner, SharingHasEnded, PlanHasEnded, CvShareNotInForce, EmployerIsRemoved or
        ParticipantIsErased.
        """
        share.require_owner(self.by)
        plan = plan_to_work_in(share.plan_id, self.by, work, office)
        plan.require_open_on(self.occurred_on)
        share.require_in_force_on(self.occurred_on)
        work.load(Employer, share.employer_id).require_not_erased()
        if office.words.open(share.sealed, record=share.id) is None:
            raise ParticipantIsErased
        share.trigger_event(CvShared, occurred_on=self.occurred_on)
        PlanDisclosures.log(self._entry(plan), work)

    def _entry(self, plan: Plan) -> Disclosure:
        """Who shared it: the log names no employer."""
        return Disclosure(
            disclosed_on=self.occurred_on,
            participant_id=plan.participant_id,
            agency=self.by,
            role=self.role,
            purpose=ConsentPurpose.MATCHING,
            what=CV,
            rule=Rule.OWN_RECORD.value,
            consent_id=None,
            circle_version=plan.circle.circle.version,
        )


class RevokeCvShare(
    CvShareCommand, path="revocation", sv="Återkalla delning av cv", en="Revoke the sharing", versioned=False
):
    """As the participant has said, to the agency that shares the CV or to the keeper. It ends at once."""

    def decide(self, share: CvShare, work: Records, office: Office) -> None:
        if share.status is CvShareStatus.GRANTED:
            on = max(self.occurred_on, share.granted_on)
            share.trigger_event(CvShareRevoked, occurred_on=on)


class ExpireCvShares(Command[Office]):
    """Run daily by the clock: those whose last day has passed."""

    as_of: date

    def carry_out(self, work: Records, office: Office) -> int:
        """Returns the number of those that have expired."""
        due = list(work.undamaged(CvShare, overdue_shares(self.as_of, work)))
        for share in due:
            share.trigger_event(CvShareExpired, occurred_on=share.valid_until + timedelta(days=1))
        return len(due)
