from datetime import date
from typing import assert_never
from uuid import UUID

from chassis.decisions.commands import Records
from referral.case.referral import Referral
from referral.case.sharing import NOT_SHARED, Sharing
from referral.consents.consent_for import consent_for
from referral.enrolment.enrolled_under_protection import enrol_under_protection
from referral.enrolment.participant_enrolled import enrol
from referral.meetings.meeting import require_held
from referral.office.command import AboutIntake
from referral.office.office import Office
from referral.study_visits.start_study_visit import require_may_visit, start_study_visit
from samplan.contracts.codes import Mode


class EnrolParticipant(AboutIntake, path="enrolment", sv="Skriv in deltagaren", en="Enrol the participant"):
    """409 `consent_not_in_force` names the agencies in `missing` that no consent in force covers.

    503 `catching_up` while this service may not know yet that a consent has ended: send it again.
    `consentId`: of a participant with protected identity, whose consents are published nowhere: send it as
    the consent service has answered. It is ignored for all others, whose consents this service knows.
    """

    mode: Mode
    consent_id: UUID | None = None
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> Referral:
        referral, on = self.referral_in(work, office), self.occurred_on
        require_held(referral, on)
        match self.mode:
            case Mode.PROGRAMME:
                self._enrol(referral, work, office)
            case Mode.STUDY_VISIT:
                clocks = office.visit_clocks(referral.programme, on)
                require_may_visit(referral, office.persons.form_of(referral))
                sharing = self._enrol(referral, work, office)
                start_study_visit(referral, clocks, sharing, on)
            case _:
                assert_never(self.mode)
        return referral

    def _enrol(self, referral: Referral, work: Records, office: Office) -> Sharing:
        """Enrol, and say whether others may know of what follows."""
        if referral.is_protected and self.consent_id is not None:
            enrol_under_protection(referral, self.consent_id, self.mode, self.occurred_on)
            return NOT_SHARED
        rested, on = consent_for(referral, self.occurred_on, work, office), self.occurred_on
        known = office.contract_version(referral.programme)
        keeper = office.plan_keeper(referral.programme, referral.income_support, on)
        enrol(referral, rested, self.mode, contract_version=known, plan_keeper=keeper, on=on)
        return rested.sharing
