"""What a sender learns about a bad card: no more than the API would tell it."""

from chassis.decisions.domain import NotFound, Refused
from planning.plan.refusals import ActivityExists, AgencyNotInConsent, SharingHasEnded
from samplan.bus.reading.parked_rows import OUT_OF_ORDER
from samplan.bus.reading.rule_broken import RuleBroken
from samplan.contracts.codes.items import CardReason
from samplan.contracts.envelope import ReasonCode

_OF_UNREADABLE = {
    ReasonCode.KEY_MISMATCH.value: CardReason.KEY_MISMATCH,
    ReasonCode.CONTENT_DIFFERS.value: CardReason.DUPLICATE,
    OUT_OF_ORDER: CardReason.ILLEGAL_CHANGE,
}
INVALID, UNAVAILABLE = 422, 503


def reason_of_unreadable(reason: str) -> CardReason:
    """Of a record that holds no card, or one whose place among the sender's cards is wrong."""
    return _OF_UNREADABLE.get(reason, CardReason.VALIDATION_ERROR)


def reason_of(error: RuleBroken) -> CardReason:
    """`unknown_participant` covers a plan that the sender may not know of: the two must not be told apart."""
    match error:
        case ActivityExists():
            return CardReason.DUPLICATE
        case SharingHasEnded() | AgencyNotInConsent():
            return CardReason.NO_CONSENT
        case NotFound() if type(error) is NotFound:
            return CardReason.UNKNOWN_PARTICIPANT
        case Refused(status=status) if status == INVALID:
            return CardReason.VALIDATION_ERROR
        case Refused(status=status) if status != UNAVAILABLE:
            return CardReason.ILLEGAL_CHANGE
        case _:
            return CardReason.TRY_AGAIN
