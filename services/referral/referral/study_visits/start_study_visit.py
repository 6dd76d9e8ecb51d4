"""The deepened study visit, for a participant unsure of their motivation (Metodstöd 2016, R-07).

It has two clocks, of which the first counts, carries no activity support, and has two ends.
"""

from datetime import date, timedelta

from chassis.settings.calendar import months_after
from referral.case.referral import Referral, ReferralFact
from referral.case.sharing import Sharing
from referral.case.visit import Visit
from referral.form.asked import Form
from referral.office.office import VisitClocks
from referral.study_visits.refusals import CarriesActivitySupport, RegisteredAsJobseeker
from samplan.contracts.codes import IncomeSupport


class StudyVisitStarted(ReferralFact):
    TOPIC = "referral.StudyVisitStarted"
    follow_up_by: date
    decide_by: date
    reminders: tuple[int, ...]

    def apply(self, referral: Referral) -> None:
        referral.visit = Visit(
            started_on=self.occurred_on,
            follow_up_by=self.follow_up_by,
            decide_by=self.decide_by,
            reminders=self.reminders,
        )


def require_may_visit(referral: Referral, form: Form | None) -> None:
    """Raises CarriesActivitySupport or RegisteredAsJobseeker: a visitor is not registered at af."""
    if form and form.economy.registered_at_employment_service:
        raise RegisteredAsJobseeker
    if referral.income_support is IncomeSupport.AKTIVITETSSTOD:
        raise CarriesActivitySupport


def start_study_visit(referral: Referral, clocks: VisitClocks, sharing: Sharing, on: date) -> None:
    """With the enrolment that chose it."""
    referral.record(
        StudyVisitStarted,
        on,
        **sharing.members,
        follow_up_by=on + timedelta(days=clocks.follow_up_days),
        decide_by=months_after(on, clocks.months),
        reminders=clocks.reminder_days,
    )
