from consent.changing.narrow_consent import RestoreNarrowing
from samplan.contracts.codes import Agency
from samplan.contracts.consent import ConsentNarrowed
from samplan.contracts.envelope import Envelope


def when_narrowing_was_lost_narrow_consent(
    event: ConsentNarrowed, envelope: Envelope
) -> list[RestoreNarrowing]:
    """No backup may let an agency know again that a consent no longer names (I20)."""
    return [
        RestoreNarrowing(
            consent_id=event.consent_id,
            agencies=event.agencies,
            by=Agency(envelope.source.split("/")[1]),
            occurred_on=event.occurred_on,
        )
    ]
