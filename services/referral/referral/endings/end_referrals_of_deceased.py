from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records
from referral.case.referral import Referral
from referral.case.sharing import NOT_SHARED
from referral.consents.referral_consents import participant_about, referrals_about
from referral.endings.decline_referral import decline
from referral.office.office import Office
from referral.study_visits.end_study_visit import end_study_visit
from samplan.contracts.codes import DeclineReason, StudyVisitEnd
from samplan.privacy.circle.circles import circle_of


class EndReferralsOfDeceased(Command[Office]):
    """A death ends what is open, whichever of it and the referral's consent is received first (C-16)."""

    participant_id: UUID

    def carry_out(self, work: Records, office: Office) -> None:
        died_on = circle_of(self.participant_id, work).deceased_on
        if died_on is None:
            return
        for referral_id in referrals_about(self.participant_id, work):
            referral = work.load(Referral, referral_id)
            known_as = referral.participant_id or participant_about(referral_id, work)
            if known_as == self.participant_id:
                end_for_death(referral, died_on)


def end_for_death(referral: Referral, died_on: date) -> None:
    """The end of a study visit is not published: every reader receives the death itself."""
    on = max(died_on, referral.last_step_on)
    if not referral.is_closed:
        decline(referral, DeclineReason.DECEASED, None, on)
    elif referral.visit is not None and referral.visit.end is None and referral.is_enrolled:
        end_study_visit(referral, StudyVisitEnd.DECEASED, None, NOT_SHARED, on)
