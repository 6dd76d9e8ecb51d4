from dataclasses import dataclass
from uuid import UUID

from consent.participants.participant import Participant
from samplan.contracts.codes import Agency


@dataclass(frozen=True, kw_only=True)
class SeenParticipant:
    """A participant as one agency sees them: the blocks and the emergency accesses that it may know of."""

    participant: Participant
    blocked: frozenset[Agency]
    emergency_access: frozenset[Agency]

    @property
    def id(self) -> UUID:
        return self.participant.id

    @property
    def version(self) -> int:
        return self.participant.version
