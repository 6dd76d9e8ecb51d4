"""A consent that was revoked after the backup is revoked again before the service resumes (I20)."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from services.consent.tests.examples import DAY_AFTER, IN_ERROR, NOBODYS, PARTICIPANT, WITHDRAWN, grant

from chassis.operations.healing import heal
from consent.consent import Consent
from consent.service import SERVICE
from samplan.bus.kafka.received import Received, read
from samplan.bus.publishing.divergence import Divergence
from samplan.contracts.codes import RevocationReason
from samplan.contracts.consent import ConsentRevoked
from samplan.contracts.envelope import Envelope, encode
from samplan.testing.harness import ServiceUnderTest

LATER = datetime(2020, 2, 18, 9, tzinfo=UTC)


def revoked(consent_id: UUID, reason: RevocationReason = WITHDRAWN) -> Received:
    """What the topic shows of a revocation that the store has lost."""
    event = ConsentRevoked(
        consent_id=consent_id, participant_id=PARTICIPANT, reason=reason, occurred_on=DAY_AFTER
    )
    envelope = Envelope(
        source="/finsam/consent/0a1b2c3d",
        sequence=9,
        type=event.TYPE,
        subject=str(consent_id),
        time=LATER,
        correlation_id="c",
        causation_id="c",
        aggregate_version=2,
    )
    record = encode(envelope, event)
    return read(
        cluster="c",
        topic=envelope.topic,
        partition=0,
        offset=0,
        key=record.key,
        value=record.value,
        headers=record.headers,
    )


@pytest.fixture
def consent(service: ServiceUnderTest) -> Consent:
    granted: Consent = service.process.application.execute(grant())
    return granted


@pytest.mark.parametrize("reason", [WITHDRAWN, IN_ERROR])
def test_a_revocation_that_was_lost_holds(
    service: ServiceUnderTest, consent: Consent, reason: RevocationReason
) -> None:
    lost = Divergence("finsam.consent.v1", agreed=2, lost=[revoked(consent.id, reason)])
    heal(SERVICE, service.settings, service.database, lost)
    assert service.published()[-1] == ConsentRevoked(
        consent_id=consent.id,
        participant_id=consent.participant_id,
        reason=reason,
        circle_version=2,
        occurred_on=DAY_AFTER,
    )


def test_it_is_not_repeated_where_it_holds_or_says_nothing(
    service: ServiceUnderTest, consent: Consent
) -> None:
    lost = [revoked(consent.id), revoked(consent.id), revoked(NOBODYS)]
    heal(SERVICE, service.settings, service.database, Divergence("finsam.consent.v1", 2, lost))
    assert sum(isinstance(event, ConsentRevoked) for event in service.published()) == 1
