from consent.erasing.execute_erasures import RestoreErasure
from samplan.contracts.envelope import Envelope
from samplan.contracts.owners.erasures import ErasureExecuted


def when_erasure_was_lost_erase_participant(event: ErasureExecuted, _: Envelope) -> list[RestoreErasure]:
    """No backup may bring back who was erased (I20)."""
    return [
        RestoreErasure(
            erasure_id=event.erasure_id,
            participant_id=event.participant_id,
            occurred_on=event.occurred_on,
        )
    ]
