from consent.participants.blocks import SetBlock
from samplan.contracts.codes import Agency
from samplan.contracts.consent import BlockSet
from samplan.contracts.envelope import Envelope


def when_block_was_lost_set_block(event: BlockSet, envelope: Envelope) -> list[SetBlock]:
    """No backup may lift a block (I20). One that was lifted later holds too, until it is lifted again."""
    return [
        SetBlock(
            participant_id=event.participant_id,
            agency=event.agency,
            by=Agency(envelope.source.split("/")[1]),
            occurred_on=event.occurred_on,
        )
    ]
