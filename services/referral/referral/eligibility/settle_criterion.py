"""A person decides what the rule leaves unknown, such as a stateless participant (R-03)."""

from typing import ClassVar

from chassis.decisions.commands import LongText, Records
from chassis.decisions.domain import Refused
from referral.case.referral import Referral, ReferralStep
from referral.case.step import Step
from referral.case.trace import Trace
from referral.criteria.criteria import Criterion
from referral.office.command import IntakeCommand
from referral.office.office import Office
from samplan.contracts.codes import Outcome


class CriterionNotUnknown(Refused):
    """`criteria` names those that can be decided."""

    code = "criterion_not_unknown"
    title: ClassVar[str] = "The rule has decided that criterion, or does not have it"


class CriterionSettled(ReferralStep):
    """`trace`: the whole of it afterwards. `sealed`: the person's reason, which stays here."""

    TOPIC = "referral.CriterionSettled"
    trace: Trace
    criterion: str
    sealed: str | None

    def apply(self, referral: Referral) -> None:
        referral.trace = self.trace
        referral.reach(Step.ASSESSED, self.occurred_on)


class SettleCriterion(
    IntakeCommand,
    path="eligibility-assessment/decision",
    sv="Avgör ett kriterium",
    en="Decide a criterion",
):
    """Only one that the assessment left unknown. The reason in words stays in this service."""

    criterion: Criterion
    is_met: bool
    reason: LongText

    def carry_out(self, work: Records, office: Office) -> Referral:
        """Raises CriterionNotUnknown, MeetingAlreadyBooked, PersonIsErased."""
        referral = self.referral_in(work, office)
        referral.require_complete(self.occurred_on)
        referral.require_no_meeting()
        unknown = [] if referral.trace is None else referral.trace.unknown
        if referral.trace is None or self.criterion not in unknown:
            raise CriterionNotUnknown(criteria=unknown)
        outcome = Outcome.MET if self.is_met else Outcome.NOT_MET
        sealed = office.persons.seal_words(referral.person, {"words": self.reason}, referral.id)
        trace = referral.trace.settled(self.criterion, outcome)
        referral.record(
            CriterionSettled, self.occurred_on, trace=trace, criterion=self.criterion.value, sealed=sealed
        )
        return referral
