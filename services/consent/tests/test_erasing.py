"""C-09: an erasure is assessed by each agency, and told only after the key is destroyed."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from services.consent.tests.desk import Desk
from services.consent.tests.examples import (
    CARE,
    CITY,
    GRANT,
    KEEPER,
    OUTSIDER,
    REFERRAL,
    grant,
    look_up,
    person,
    revoke,
)

from chassis.decisions.work import Application
from chassis.service.key_store import open_vault
from consent.erasing.execute_erasures import ExecuteErasures, RestoreErasure
from consent.lookups.look_up_participant import ParticipantNotFound
from consent.participants.participant import Participant
from consent.policies.when_erasure_was_lost_erase_participant import when_erasure_was_lost_erase_participant
from samplan.contracts.codes import Agency
from samplan.contracts.codes.erasures import RetentionGround
from samplan.contracts.envelope import Envelope
from samplan.contracts.owners.erasures import (
    ErasureAssessed,
    ErasureExecuted,
    ErasureRefused,
    ErasureRequested,
)
from samplan.privacy.erasures import ErasureLog, LogNotWritable
from samplan.privacy.vault import Erased
from samplan.testing.vouchers import voucher_for

TODAY, TOMORROW = date(2020, 9, 1), date(2020, 9, 2)
ON = {"occurredOn": "2020-09-01"}
ENVELOPE = Envelope(
    source="/finsam/consent/0a1b2c3d",
    sequence=9,
    type=ErasureExecuted.TYPE,
    subject="0e7a5c1d-4b3f-4a92-8d6c-1f2e3d4c5b01",
    time=datetime(2020, 9, 2, 9, tzinfo=UTC),
    correlation_id="c",
    causation_id="c",
    aggregate_version=6,
)
ASSESSORS = (Agency.AF, KEEPER, CITY, CARE)


@pytest.fixture
def desk(tmp_path: Path, database_url: str) -> Iterator[Desk]:
    with Desk(tmp_path, today=TODAY, database_url=database_url) as running, running.on_business_date():
        yield running


@pytest.fixture
def participant(desk: Desk) -> str:
    """One whose only consent was withdrawn."""
    place = desk.post("/v1/consents", GRANT, agency=CITY).headers["location"]
    found = str(desk.get(place, agency=CITY).json()["participantId"])
    desk.post(f"{place}/revocation", ON, agency=CITY).raise_for_status()
    return found


@pytest.fixture
def place(desk: Desk, participant: str) -> str:
    """Where the erasure is that the city has requested."""
    answer = desk.post(f"/v1/participants/{participant}/erasures", ON, agency="af")
    return str(answer.headers["location"])


def assess(desk: Desk, place: str, agency: Agency, ground: str | None = None) -> Any:
    return desk.post(f"{place}/assessments", {**ON, "ground": ground}, agency=agency)


def tick(desk: Desk) -> int:
    done: int = desk.process.application.execute(ExecuteErasures(as_of=TOMORROW))
    return done


def state(desk: Desk, place: str) -> tuple[str, list[str]]:
    shown = desk.get(place, agency=KEEPER).json()
    return shown["state"], shown["waitingFor"]


def personnummer(desk: Desk, participant: str) -> Any:
    """What the key store opens of the participant, and whether their number is found."""
    vault, _ = open_vault(desk.settings, "consent")
    with desk.process.application.reading() as work:
        sealed = work.load(Participant, UUID(participant)).sealed
        rows = work.rows("SELECT 1 FROM identities WHERE participant_id = :id", {"id": participant})
    return vault.open(sealed, record=UUID(participant)), bool(rows)


def ends(desk: Desk) -> list[type]:
    return [type(one) for one in desk.published() if isinstance(one, ErasureExecuted | ErasureRefused)]


def rows_parked(desk: Desk) -> list[dict[str, Any]]:
    rows = desk.database.query("SELECT value FROM parked")
    return [{"value": bytes(row["value"])} for row in rows]


class TestRequestErasure:
    def test_waits_for_every_agency_that_was_named_and_the_keeper(self, desk: Desk, place: str) -> None:
        assert state(desk, place) == ("requested", ["af", "finsam", "malmo-ifo", "region-skane"])
        [requested] = [one for one in desk.published() if isinstance(one, ErasureRequested)]
        assert (requested.requested_by, requested.assessors) == (Agency.AF, ASSESSORS)

    def test_is_listed_for_each_agency_until_it_has_assessed(self, desk: Desk, place: str) -> None:
        assess(desk, place, CARE).raise_for_status()
        waiting = [
            len(desk.get("/v1/erasures-to-assess", agency=agency).json()) for agency in (CARE, CITY, OUTSIDER)
        ]
        assert waiting == [0, 1, 0]

    def test_is_refused_while_a_consent_is_in_force(self, desk: Desk) -> None:
        consent = desk.post("/v1/consents", GRANT, agency=CITY).headers["location"]
        participant = desk.get(consent, agency=CITY).json()["participantId"]
        answer = desk.post(f"/v1/participants/{participant}/erasures", ON, agency="af")
        assert (answer.status_code, answer.json()["code"]) == (409, "consent_in_force")

    @pytest.mark.parametrize("agency", [OUTSIDER, Agency.KLIPPAN])
    def test_is_not_for_an_agency_that_no_consent_has_named(
        self, desk: Desk, participant: str, place: str, agency: Agency
    ) -> None:
        where = f"/v1/participants/{participant}/erasures"
        assert desk.post(where, ON, agency=agency).status_code == 404
        assert desk.get(place, agency=agency).status_code == 404
        assert assess(desk, place, agency).status_code == 404

    def test_is_published_of_nobody_with_protected_identity(self, desk: Desk) -> None:
        application = desk.process.application
        protected = voucher_for(REFERRAL, person(), referrer=CITY, is_protected=True)
        consent = application.execute(grant(voucher=protected))
        application.execute(revoke(consent.id))
        where = f"/v1/participants/{consent.participant_id}/erasures"
        place = desk.post(where, ON, agency="af").headers["location"]
        for agency in ASSESSORS:
            assess(desk, place, agency).raise_for_status()
        assert (tick(desk), state(desk, place), desk.published()) == (1, ("executed", []), [])


class TestAssessErasure:
    def test_is_recorded_once_and_may_change_until_the_end(self, desk: Desk, place: str) -> None:
        for ground in ("open_case", "open_case", None):
            assess(desk, place, CARE, ground).raise_for_status()
        assessed = [one for one in desk.published() if isinstance(one, ErasureAssessed)]
        assert [one.ground for one in assessed] == [RetentionGround.OPEN_CASE, None]

    def test_with_a_ground_refuses_the_erasure_once_all_have_assessed(
        self, desk: Desk, participant: str, place: str
    ) -> None:
        for agency in ASSESSORS:
            assess(desk, place, agency, "archive_duty" if agency is Agency.AF else None).raise_for_status()
        assert (state(desk, place), ends(desk), tick(desk)) == (("refused", []), [ErasureRefused], 0)
        assert personnummer(desk, participant)[1]
        answer = assess(desk, place, CARE, "open_case")
        assert (answer.status_code, answer.json()["code"]) == (409, "erasure_is_over")


class TestExecuteErasures:
    @pytest.fixture
    def due(self, desk: Desk, place: str) -> str:
        for agency in ASSESSORS:
            assert tick(desk) == 0
            assess(desk, place, agency).raise_for_status()
        assert (state(desk, place), ends(desk)) == (("assessed", []), [])
        return place

    def test_destroys_the_key_and_forgets_the_number_once(
        self, desk: Desk, participant: str, due: str
    ) -> None:
        assert personnummer(desk, participant)[1]
        assert [tick(desk), tick(desk)] == [1, 0]
        assert (state(desk, due), ends(desk)) == (("executed", []), [ErasureExecuted])
        assert personnummer(desk, participant) == (Erased(), False)

    def test_tells_of_no_erasure_that_the_key_store_has_not_done(
        self, desk: Desk, participant: str, due: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fails(_: ErasureLog, *__: UUID) -> None:
            raise LogNotWritable("no space left")

        with monkeypatch.context() as broken:
            broken.setattr(ErasureLog, "note", fails)
            with pytest.raises(LogNotWritable):
                tick(desk)
        assert (state(desk, due), ends(desk)) == (("assessed", []), [])
        assert personnummer(desk, participant)[1]
        assert (tick(desk), ends(desk)) == (1, [ErasureExecuted])

    def test_leaves_no_parked_record_that_names_the_participant(
        self, desk: Desk, participant: str, due: str
    ) -> None:
        """Until then the owner of consents keeps what it has parked: the number stands in its own records."""
        told = f'{{"participantId": "{participant}", '.encode()
        desk.receive_raw("malmo-ifo.referral.v1", str(REFERRAL).encode(), told)
        assert participant in str(rows_parked(desk))
        tick(desk)
        assert participant not in str(rows_parked(desk))
        assert len(desk.parked()) == 1

    def test_is_refused_when_a_consent_was_granted_meanwhile(
        self, desk: Desk, participant: str, due: str
    ) -> None:
        desk.post("/v1/consents", GRANT, agency=CITY).raise_for_status()
        assert (tick(desk), ends(desk), state(desk, due)) == (1, [ErasureRefused], ("refused", []))
        assert personnummer(desk, participant)[1]

    def test_makes_the_person_new_to_the_next_consent(self, desk: Desk, participant: str, due: str) -> None:
        tick(desk)
        assert due
        place = desk.post("/v1/consents", GRANT, agency=CITY).headers["location"]
        assert desk.get(place, agency=CITY).json()["participantId"] != participant

    def test_holds_in_a_store_that_was_restored(self, desk: Desk, participant: str, due: str) -> None:
        """Before the saga's end, and before its beginning."""
        application: Application = desk.process.application
        event = ErasureExecuted(
            erasure_id=UUID(due.rpartition("/")[2]), participant_id=UUID(participant), occurred_on=TOMORROW
        )
        unknown = RestoreErasure(
            erasure_id=UUID(int=1), participant_id=UUID(participant), occurred_on=TOMORROW
        )
        [lost] = when_erasure_was_lost_erase_participant(event, ENVELOPE)
        application.execute(unknown)
        assert (personnummer(desk, participant), ends(desk)) == ((Erased(), False), [])
        for _ in range(2):
            application.execute(lost)
        assert ends(desk) == [ErasureExecuted]


def test_a_look_up_finds_nobody_who_was_erased(desk: Desk) -> None:
    application = desk.process.application
    participant = application.execute(grant()).participant_id
    application.execute(look_up())
    application.execute(
        RestoreErasure(erasure_id=UUID(int=1), participant_id=participant, occurred_on=TOMORROW)
    )
    with pytest.raises(ParticipantNotFound):
        application.execute(look_up())
