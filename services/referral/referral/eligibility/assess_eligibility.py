from datetime import date

from chassis.decisions.commands import Records
from referral.case.referral import Referral, ReferralStep
from referral.case.step import Step
from referral.case.trace import Trace
from referral.form.answers import facts_of
from referral.office.command import IntakeCommand
from referral.office.office import Office


class EligibilityAssessed(ReferralStep):
    TOPIC = "referral.EligibilityAssessed"
    trace: Trace

    def apply(self, referral: Referral) -> None:
        referral.trace = self.trace
        referral.reach(Step.ASSESSED, self.occurred_on)


def assess_eligibility(referral: Referral, trace: Trace, on: date) -> None:
    """Record the trace of the rule. It may be tried again until a meeting is booked (R-03)."""
    referral.require_complete(on)
    referral.require_no_meeting()
    referral.record(EligibilityAssessed, on, trace=trace)


class AssessEligibility(
    IntakeCommand, path="eligibility-assessment", sv="Pröva mot kriterierna", en="Assess eligibility"
):
    """By the policy in force on the referral date; the answer holds the trace of the rule."""

    def carry_out(self, work: Records, office: Office) -> Referral:
        referral = self.referral_in(work, office)
        facts = facts_of(
            office.persons.form_of(referral),
            referred_on=referral.referred_on,
            referring_agency=referral.referring_agency,
            sex=referral.sex,
        )
        assess_eligibility(referral, office.assess(referral.programme, facts), self.occurred_on)
        return referral
