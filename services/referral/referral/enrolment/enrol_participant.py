from datetime import date
from typing import assert_never

from chassis.decisions.commands import Records
from referral.case.referral import Referral
from referral.consents.consent_for import consent_for
from referral.enrolment.participant_enrolled import enrol
from referral.meetings.meeting import require_held
from referral.office.command import AboutIntake
from referral.office.office import Office
from referral.study_visits.start_study_visit import require_may_visit, start_study_visit
from samplan.contracts.codes import Mode


class EnrolParticipant(AboutIntake, path="enrolment", sv="Skriv in deltagaren", en="Enrol the participant"):
    """409 `consent_not_in_force` names the agencies in `missing` that no consent in force covers.

    503 `catching_up` while this service may not know yet that a consent has ended: send it again.
    """

    mode: Mode
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> Referral:
        referral, on = self.referral_in(work, office), self.occurred_on
        require_held(referral, on)
        rested = consent_for(referral, on, work, office)
        known = office.contract_version(referral.programme)
        match self.mode:
            case Mode.PROGRAMME:
                enrol(referral, rested, self.mode, known, on)
            case Mode.STUDY_VISIT:
                clocks = office.visit_clocks(referral.programme, on)
                require_may_visit(referral, office.persons.form_of(referral))
                enrol(referral, rested, self.mode, known, on)
                start_study_visit(referral, clocks, rested.sharing, on)
            case _:
                assert_never(self.mode)
        return referral
