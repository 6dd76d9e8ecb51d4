from chassis.decisions.commands import Records
from chassis.decisions.domain import DomainEvent
from chassis.service.delivers import Concern
from referral.case.referral import Referral, ReferralFact
from referral.error_entry.enter_in_error import ReferralEnteredInError
from samplan.contracts.event import ContractEvent


def concern_of(fact: DomainEvent, _event: ContractEvent | None, work: Records) -> Concern | None:
    """Of an enrolled participant: before, a referral is about no participant.

    Protection that is stated later closes nothing: an end of sharing would tell of it. Nothing more is told.
    """
    if not isinstance(fact, ReferralFact):
        return None
    referral = work.find(Referral, fact.originator_id)
    if referral is None or referral.participant_id is None:
        return None
    closes = isinstance(fact, ReferralEnteredInError)
    return Concern(referral.id, referral.participant_id, closes=closes)
