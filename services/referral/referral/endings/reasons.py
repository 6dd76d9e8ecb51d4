"""Why a referral ends without enrolment: a code that is published, and words that stay here, sealed."""

from dataclasses import field
from enum import StrEnum
from typing import Any

from chassis.decisions.commands import LongText
from referral.case.referral import Referral, ReferralStep
from referral.office.command import ReferralCommand
from referral.office.office import Office
from samplan.contracts.codes import DeclineReason


class OngoingIntervention(StrEnum):
    """What must not be broken: the code is stored with the reason in words, sealed."""

    RUSTA_OCH_MATCHA = "rusta_och_matcha"
    LABOUR_MARKET_TRAINING = "labour_market_training"
    KRAMI = "krami"
    OTHER = "other"


class Ending(ReferralStep):
    """`sealed`: the reason in words, where there is one.

    An ending for want of consent names its referral nowhere: it is counted once a year (C-02).
    """

    reason: DeclineReason
    sealed: str | None = field(kw_only=True)

    @property
    def is_withheld(self) -> bool:
        return super().is_withheld or self.reason is DeclineReason.NO_CONSENT


class EndingCommand(ReferralCommand):
    """For a coded reason; words and the ongoing intervention are published nowhere."""

    reason: DeclineReason
    intervention: OngoingIntervention | None = None
    words: LongText | None = None

    @classmethod
    def check_form(cls, sent: Any) -> None:
        """Raises ValueError: an intervention is named where one is the reason, and nowhere else."""
        is_the_reason = sent.reason is DeclineReason.ONGOING_INTERVENTION
        if sent.intervention and not is_the_reason:
            raise ValueError("intervention_without_its_reason")
        if is_the_reason and not sent.intervention:
            raise ValueError("ongoing_intervention_not_named")

    def sealed_words(self, referral: Referral, office: Office) -> str | None:
        """None where nothing was said beside the code. Raises PersonIsErased."""
        said = {"intervention": self.intervention and self.intervention.value, "words": self.words}
        given = {name: value for name, value in said.items() if value}
        return office.persons.seal_words(referral.person, given, referral.id)
