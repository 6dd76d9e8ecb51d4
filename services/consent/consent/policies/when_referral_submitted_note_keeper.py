from consent.vouchers.note_keeper import NoteKeeper
from samplan.contracts.codes import Agency
from samplan.contracts.envelope import Envelope
from samplan.contracts.referral import ReferralSubmitted


def when_referral_submitted_note_keeper(event: ReferralSubmitted, envelope: Envelope) -> list[NoteKeeper]:
    """Nobody else can vouch for it from now on (C-15)."""
    keeper = Agency(envelope.source.split("/")[1])
    return [NoteKeeper(referral_id=event.referral_id, keeper=keeper, occurred_on=event.occurred_on)]
