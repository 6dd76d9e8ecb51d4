from datetime import date
from uuid import UUID

from consent.circle_versions.circle_versions import NextVersion
from consent.consent import Consent, ConsentFact
from consent.consent.consent import End
from samplan.contracts.codes import Agency, RevocationReason

HOW_IT_ENDED = {RevocationReason.ENTERED_IN_ERROR: End.ENTERED_IN_ERROR}
"""By any other reason, known or not, it is revoked (I24)."""


class ConsentRevoked(ConsentFact):
    TOPIC = "consent.ConsentRevoked"
    participant_id: UUID
    recorded_by: Agency
    reason: RevocationReason = RevocationReason.WITHDRAWN
    circle_version: int | None = None

    def apply(self, consent: Consent) -> None:
        consent.ended, consent.ended_on = HOW_IT_ENDED.get(self.reason, End.REVOKED), self.occurred_on


def end_consent(
    consent: Consent, reason: RevocationReason, recorded_by: Agency, on: date, next_version: NextVersion
) -> None:
    """End the consent: from that day on it covers nothing. One that has ended stays as it is."""
    consent.require_granted(on)
    if not consent.has_ended:
        consent.trigger_event(
            ConsentRevoked,
            participant_id=consent.participant_id,
            recorded_by=recorded_by,
            reason=reason,
            circle_version=next_version(),
            occurred_on=on,
        )
