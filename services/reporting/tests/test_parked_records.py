"""I4: once the participant's last consent has ended, no parked record names them."""

from uuid import UUID

import msgspec
import pytest
from services.reporting.tests.examples import Person
from services.reporting.tests.stored import everything_stored
from services.reporting.tests.test_closed_subjects import CONSENTS, KEY, journey

from reporting.projection.rebuild import compare
from samplan.bus.reading.parked import discard
from samplan.contracts.consent import ConsentGranted
from samplan.contracts.owners.erasures import ErasureExecuted
from samplan.testing.harness import ServiceUnderTest

ANNA, BEA = Person(), Person(2)
TOLD = f'{{"participantId": "{ANNA.participant_id}", '.encode()
ERASED = ErasureExecuted(
    erasure_id=UUID("5e1f0c3a-7d2b-4a69-8b1e-0c9d8e7f6a51"),
    participant_id=ANNA.participant_id,
    occurred_on=ANNA.revoked().occurred_on,
)


def names(service: ServiceUnderTest) -> bool:
    rows = service.database.query("SELECT * FROM parked")
    return any(str(ANNA.participant_id) in f"{dict(row)}" for row in rows)


@pytest.fixture
def told(service: ServiceUnderTest) -> ServiceUnderTest:
    """With an unreadable record under Anna's consent."""
    service.receive(*ANNA.whole_journey(), *BEA.whole_journey())
    service.receive_raw(CONSENTS, KEY, TOLD)
    assert names(service)
    return service


def test_the_end_of_the_last_consent_leaves_none(told: ServiceUnderTest) -> None:
    batch = told.receive(ANNA.revoked())
    assert not names(told)
    rows = told.database.query("SELECT * FROM parked")
    told.redeliver(batch)
    assert told.database.query("SELECT * FROM parked") == rows


def test_the_end_of_anothers_consent_takes_nothing(told: ServiceUnderTest) -> None:
    told.receive(BEA.revoked())
    assert names(told)


def test_an_erasure_leaves_none(told: ServiceUnderTest) -> None:
    told.receive(ANNA.revoked(), ERASED)
    told.receive_raw("af.planning.v1", str(ANNA.plan_id).encode(), TOLD)
    assert not names(told)


def test_while_another_consent_names_the_participant_it_is_kept_whole(told: ServiceUnderTest) -> None:
    granted = ANNA.consented()
    assert isinstance(granted, ConsentGranted)
    told.receive(msgspec.structs.replace(granted, consent_id=UUID(int=0xC2)), ANNA.revoked())
    assert names(told)


def test_it_stays_closed_for_whoever_consents_again(told: ServiceUnderTest) -> None:
    granted = ANNA.consented()
    assert isinstance(granted, ConsentGranted)
    told.receive(ANNA.revoked(), msgspec.structs.replace(granted, consent_id=UUID(int=0xC2)))
    assert journey(told, ANNA).status_code == 503
    assert discard(told.database, told.parked()[0].id)
    assert journey(told, ANNA).status_code == 200


def test_what_waits_behind_it_completes_the_history_and_names_nobody(service: ServiceUnderTest) -> None:
    service.receive_raw(CONSENTS, KEY, b"{not json")
    service.receive(*ANNA.whole_journey(), ANNA.revoked())
    assert not names(service)
    assert len(service.parked()) > 1
    assert discard(service.database, service.parked()[0].id)
    while waiting := service.parked():
        service.replay(waiting[0].id)
    assert str(ANNA.participant_id) not in everything_stored(service.database)
    compared = compare(service.database)
    assert compared.live == compared.folded
    [row] = service.database.query(f"SELECT * FROM consents WHERE consent_id = '{ANNA.consent_id}'")  # noqa: S608  # our own id
    assert row["granted_on"] is not None
