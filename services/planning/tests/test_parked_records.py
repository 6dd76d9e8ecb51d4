"""I4: once nothing of the others may be known any more, no parked record names the participant."""

from uuid import UUID

import msgspec
import pytest
from services.planning.tests.changes import BLOCKED, DECEASED
from services.planning.tests.examples import (
    CONSENT,
    ENROLLED,
    EXPIRED,
    GRANTED,
    KEEPER,
    OTHER_CONSENT,
    OTHER_REFERRAL,
    PARTICIPANT,
    PLAN,
    REVOKED,
)
from services.planning.tests.test_api import PATH
from services.planning.tests.test_closed_subjects import CONSENTS, REFERRALS, is_catching_up

from samplan.bus.reading.parked import discard
from samplan.contracts.event import ContractEvent
from samplan.contracts.owners.erasures import ErasureExecuted
from samplan.testing.harness import ServiceUnderTest

pytestmark = pytest.mark.slow

KEY = str(CONSENT).encode()
TOLD = f'{{"participantId": "{PARTICIPANT}", '.encode()
SECOND_GRANT = msgspec.structs.replace(GRANTED, consent_id=OTHER_CONSENT)
KEEPER_BLOCKED = msgspec.structs.replace(BLOCKED, agency=KEEPER)
ERASED = ErasureExecuted(
    erasure_id=UUID("5e1f0c3a-7d2b-4a69-8b1e-0c9d8e7f6a51"),
    participant_id=PARTICIPANT,
    occurred_on=REVOKED.occurred_on,
)


def names(service: ServiceUnderTest) -> bool:
    rows = service.database.query("SELECT * FROM parked")
    return any(str(PARTICIPANT) in str(dict(row)) or TOLD in bytes(row["value"]) for row in rows)


@pytest.fixture
def told(opened: ServiceUnderTest) -> ServiceUnderTest:
    """With an unreadable record under the consent that names the participant."""
    opened.receive_raw(CONSENTS, KEY, TOLD)
    assert names(opened)
    return opened


@pytest.mark.parametrize(
    "end", [REVOKED, EXPIRED, DECEASED, KEEPER_BLOCKED, ERASED], ids=lambda one: type(one).__name__
)
class TestWhatEndsAllSharing:
    def test_leaves_no_parked_record_that_names_the_participant(
        self, told: ServiceUnderTest, end: ContractEvent
    ) -> None:
        batch = told.receive(end)
        assert not names(told)
        assert told.parked()[0].error == "Forgotten"
        rows = told.database.query("SELECT * FROM parked")
        told.redeliver(batch)
        assert told.database.query("SELECT * FROM parked") == rows

    def test_also_cleans_what_is_parked_afterwards(
        self, opened: ServiceUnderTest, end: ContractEvent
    ) -> None:
        opened.receive(end)
        opened.receive_raw(CONSENTS, KEY, TOLD)
        assert len(opened.parked()) == 1
        assert not names(opened)


class TestWhileSomethingMayStillBeKnown:
    def test_a_parked_record_is_kept_whole(self, told: ServiceUnderTest) -> None:
        told.receive(SECOND_GRANT, REVOKED)
        assert names(told)

    def test_a_block_on_another_agency_takes_nothing(self, told: ServiceUnderTest) -> None:
        told.receive(BLOCKED)
        assert names(told)


class TestAParticipantWhoConsentsAgain:
    def test_stays_closed_until_an_operator_has_discarded_the_record(self, told: ServiceUnderTest) -> None:
        told.receive(REVOKED, SECOND_GRANT)
        assert is_catching_up(told.get(PATH, agency="malmo-ifo"))
        assert discard(told.database, told.parked()[0].id)
        assert told.get(PATH, agency="malmo-ifo").status_code == 200

    def test_is_named_by_what_is_parked_from_then_on(self, told: ServiceUnderTest) -> None:
        told.receive(REVOKED, SECOND_GRANT)
        told.receive_raw(REFERRALS, str(OTHER_REFERRAL).encode(), TOLD)
        assert names(told)


class TestAnEnrolmentThatWaitsBehindAnotherRecord:
    @pytest.fixture
    def waiting(self, service: ServiceUnderTest) -> ServiceUnderTest:
        service.receive(GRANTED)
        service.receive_raw(REFERRALS, str(ENROLLED.referral_id).encode(), b"{not json")
        service.receive(ENROLLED)
        assert [row.reason for row in service.parked()] == ["missing_envelope", "behind_parked"]
        return service

    def test_names_the_participant_no_more(self, waiting: ServiceUnderTest) -> None:
        waiting.receive(REVOKED)
        assert not names(waiting)

    def test_opens_the_plan_of_the_same_participant_when_it_is_applied(
        self, waiting: ServiceUnderTest
    ) -> None:
        waiting.receive(REVOKED)
        for row in waiting.parked()[:1]:
            assert discard(waiting.database, row.id)
        waiting.replay(waiting.parked()[0].id)
        [plan] = waiting.database.query("SELECT * FROM plans")
        assert (plan["plan_id"], plan["participant_id"]) == (str(PLAN), str(PARTICIPANT))


def test_what_nobody_can_name_again_stays_parked(service: ServiceUnderTest) -> None:
    """The consent was never heard of: the owner of the record publishes it again."""
    service.receive(ERASED)
    service.receive(msgspec.structs.replace(ENROLLED, participant_id=UUID(int=0)))
    assert [row.reason for row in service.parked()] == ["participant_forgotten"]
