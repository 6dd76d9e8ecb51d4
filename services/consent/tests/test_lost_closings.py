"""What was narrowed, blocked or ended after the backup is closed again before the service resumes (I20)."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest
from services.consent.tests.examples import (
    CARE,
    CITY,
    DAY_AFTER,
    KEEPER,
    NOBODYS,
    OUTSIDER,
    PROGRAMME,
    grant,
    open_emergency_access,
)

from chassis.operations.healing import heal
from consent.consent import Consent
from consent.service import SERVICE
from samplan.bus.kafka.received import Received, read
from samplan.bus.publishing.divergence import Divergence
from samplan.contracts.codes import Agency
from samplan.contracts.consent import (
    AgencyLeft,
    BlockSet,
    ConsentNarrowed,
    EmergencyAccessClosed,
    ParticipantDeceased,
    party_id_of,
)
from samplan.contracts.envelope import Envelope, encode
from samplan.contracts.event import ContractEvent
from samplan.testing.harness import ServiceUnderTest

Lost = Callable[[UUID, UUID], ContractEvent]
"""A closing of this consent and participant, which only the topic has."""


def narrowed(consent_id: UUID, participant_id: UUID) -> ConsentNarrowed:
    return ConsentNarrowed(
        consent_id=consent_id,
        participant_id=participant_id,
        agencies=(Agency.AF, CITY),
        circle_version=9,
        occurred_on=DAY_AFTER,
    )


def blocked(_: UUID, participant_id: UUID) -> BlockSet:
    return BlockSet(participant_id=participant_id, agency=CARE, circle_version=9, occurred_on=DAY_AFTER)


def deceased(_: UUID, participant_id: UUID) -> ParticipantDeceased:
    return ParticipantDeceased(participant_id=participant_id, circle_version=9, occurred_on=DAY_AFTER)


def closed(_: UUID, participant_id: UUID) -> EmergencyAccessClosed:
    return EmergencyAccessClosed(
        participant_id=participant_id, agency=OUTSIDER, circle_version=9, occurred_on=DAY_AFTER
    )


def left(_: UUID, __: UUID) -> AgencyLeft:
    return AgencyLeft(
        party_id=party_id_of(PROGRAMME, CARE), programme=PROGRAMME, agency=CARE, occurred_on=DAY_AFTER
    )


CLOSINGS: tuple[Lost, ...] = (narrowed, blocked, deceased, closed, left)


def received(event: ContractEvent) -> Received:
    envelope = Envelope(
        source="/finsam/consent/0a1b2c3d",
        sequence=9,
        type=event.TYPE,
        subject=str(getattr(event, event.SUBJECT)),
        time=datetime(2020, 2, 18, 9, tzinfo=UTC),
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
    """Of a participant to whose records the social insurance agency has emergency access."""
    granted: Consent = service.process.application.execute(grant())
    service.today(DAY_AFTER)
    with service.on_business_date():
        open_emergency_access(service.process.application, granted.participant_id, OUTSIDER)
    return granted


@pytest.mark.parametrize("closing", CLOSINGS, ids=lambda closing: closing.__name__)
def test_a_closing_that_was_lost_holds_once(
    service: ServiceUnderTest, consent: Consent, closing: Lost
) -> None:
    event = closing(consent.id, consent.participant_id)
    for _ in range(2):
        lost = Divergence("finsam.consent.v1", agreed=4, lost=[received(event), received(event)])
        heal(SERVICE, service.settings, service.database, lost)
    again = [one for one in service.published() if isinstance(one, type(event))]
    assert [one.occurred_on for one in again] == [DAY_AFTER]
    assert getattr(again[0], "agencies", None) == getattr(event, "agencies", None)
    assert getattr(again[0], "agency", None) == getattr(event, "agency", None)


@pytest.mark.parametrize("closing", [narrowed, blocked, deceased, closed])
def test_a_closing_of_a_record_that_was_lost_too_says_nothing(
    service: ServiceUnderTest, consent: Consent, closing: Lost
) -> None:
    before = len(service.published())
    lost = Divergence("finsam.consent.v1", agreed=4, lost=[received(closing(NOBODYS, NOBODYS))])
    heal(SERVICE, service.settings, service.database, lost)
    assert len(service.published()) == before
    assert consent.agencies == (Agency.AF, CITY, CARE)


def test_the_keeper_records_them(service: ServiceUnderTest, consent: Consent) -> None:
    lost = [received(deceased(consent.id, consent.participant_id))]
    heal(SERVICE, service.settings, service.database, Divergence("finsam.consent.v1", 4, lost))
    participant = f"/v1/participants/{consent.participant_id}/circle"
    cells = service.get(participant, agency=KEEPER).json()["cells"]
    assert {cell["rule"] for cell in cells} <= {"own_record", "deceased", "emergency_access"}
