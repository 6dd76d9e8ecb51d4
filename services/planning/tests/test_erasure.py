"""C-09: an erasure that the consent service has executed destroys what planning has sealed."""

from datetime import date
from uuid import UUID

import msgspec
import pytest
from services.planning.tests.examples import (
    ACHIEVED,
    AUGUST_15,
    BACK_TO_REGULAR,
    CITY,
    GRANTED,
    KEEPER,
    NEXT_STEP,
    PARTICIPANT,
    PLAN,
    REVOKED,
    UNKNOWN,
    leave,
)

from chassis.service.key_store import open_vault
from planning.office import Words
from planning.plan.refusals import ParticipantIsErased
from planning.service import SERVICE
from planning.vault.vaulted_words import VaultedWords
from samplan.contracts.codes import Agency
from samplan.contracts.owners.erasures import ErasureExecuted, ErasureRequested
from samplan.privacy.erasures import ErasureLog, LogNotWritable
from samplan.testing.harness import ServiceUnderTest

ERASURE = UUID("0e7a5c1d-4b3f-4a92-8d6c-1f2e3d4c5b01")
ON, DAY_AFTER = date(2022, 11, 1), date(2022, 12, 1)
SAID = {"goal": "tolk"}


def executed(*agencies: Agency) -> ErasureExecuted:
    return ErasureExecuted(erasure_id=ERASURE, participant_id=PARTICIPANT, agencies=agencies, occurred_on=ON)


def words_of(service: ServiceUnderTest) -> Words:
    return VaultedWords(open_vault(service.settings, SERVICE.name)[0])


def end_the_plan(service: ServiceUnderTest) -> None:
    etag = service.get(f"/v1/plans/{PLAN}").headers["ETag"]
    summary = {"summary": ACHIEVED, "nextStep": NEXT_STEP, "occurredOn": "2022-03-14"}
    service.post(f"/v1/plans/{PLAN}/exit-summary", summary, if_match=etag).raise_for_status()
    with service.on_business_date():
        service.process.application.execute(leave(BACK_TO_REGULAR, on=AUGUST_15))


def tick(service: ServiceUnderTest) -> None:
    assert SERVICE.tick is not None
    with service.on_business_date():
        SERVICE.tick(service.database, service.process.application, DAY_AFTER)


@pytest.fixture
def sealed(opened: ServiceUnderTest) -> str:
    """Of the participant of the open plan."""
    return words_of(opened).seal(PARTICIPANT, SAID, record=PLAN)


class TestAnErasure:
    def test_destroys_the_participants_key_after_the_plan_has_ended(
        self, opened: ServiceUnderTest, sealed: str
    ) -> None:
        end_the_plan(opened)
        opened.receive(REVOKED, executed(KEEPER, CITY))
        tick(opened)
        assert words_of(opened).open(sealed, record=PLAN) is None
        with pytest.raises(ParticipantIsErased):
            words_of(opened).seal(PARTICIPANT, SAID, record=PLAN)

    def test_ends_the_follow_up_and_what_else_comes_after_an_exit(self, opened: ServiceUnderTest) -> None:
        end_the_plan(opened)
        due = "/v1/due-follow-ups?asOf=2023-02-15"
        assert len(opened.get(due).json()) == 1
        opened.receive(REVOKED, executed(KEEPER))
        tick(opened)
        etag = opened.get(f"/v1/plans/{PLAN}").headers["ETag"]
        asked = {
            "follow-up": {"status": "in_studies"},
            "exit-correction": {"exitClass": "moved"},
            "income-support": {"at": "exit", "incomeSupport": "lon"},
        }
        for path, body in asked.items():
            form = {**body, "occurredOn": "2022-08-16"}
            refused = opened.post(f"/v1/plans/{PLAN}/{path}", form, if_match=etag)
            assert (refused.status_code, refused.json()["code"]) == (409, "participant_erased")
        assert opened.get(due).json() == []

    def test_waits_while_a_plan_of_the_participant_is_open(
        self, opened: ServiceUnderTest, sealed: str
    ) -> None:
        opened.receive(REVOKED, executed(KEEPER))
        tick(opened)
        assert words_of(opened).open(sealed, record=PLAN) == SAID
        end_the_plan(opened)
        tick(opened)
        assert words_of(opened).open(sealed, record=PLAN) is None

    def test_is_carried_out_once_however_often_it_is_delivered(
        self, opened: ServiceUnderTest, sealed: str
    ) -> None:
        end_the_plan(opened)
        batch = opened.receive(REVOKED, executed(KEEPER))
        tick(opened)
        opened.redeliver(batch)
        tick(opened)
        facts = [one.topic for one in opened.database.notifications(0, 1_000)]
        assert facts.count("planning.ErasureNoted") == facts.count("planning.ErasureAcknowledged") == 1
        assert opened.parked() == []

    @pytest.mark.parametrize(
        ("agencies", "source"), [((CITY,), None), ((KEEPER,), "/klippan/consent/0a1b2c3d")]
    )
    def test_is_ignored_from_another_issuer_and_by_a_keeper_that_has_not_let_go(
        self, opened: ServiceUnderTest, sealed: str, agencies: tuple[Agency, ...], source: str | None
    ) -> None:
        end_the_plan(opened)
        opened.receive(REVOKED)
        opened.receive(executed(*agencies), **({"source": source} if source else {}))
        tick(opened)
        assert words_of(opened).open(sealed, record=PLAN) == SAID

    def test_before_the_grant_waits_until_it_says_who_issued_the_participant(
        self, service: ServiceUnderTest
    ) -> None:
        sealed = words_of(service).seal(PARTICIPANT, SAID, record=PLAN)
        service.receive(executed(KEEPER))
        tick(service)
        assert words_of(service).open(sealed, record=PLAN) == SAID
        service.receive(GRANTED, REVOKED)
        tick(service)
        assert words_of(service).open(sealed, record=PLAN) is None

    def test_of_an_id_that_another_service_announced_is_parked_and_prevents_nothing(
        self, opened: ServiceUnderTest, sealed: str
    ) -> None:
        asked = ErasureRequested(
            erasure_id=ERASURE,
            participant_id=PARTICIPANT,
            requested_by=CITY,
            assessors=(KEEPER,),
            occurred_on=ON,
        )
        of_another = msgspec.structs.replace(executed(KEEPER), participant_id=UNKNOWN)
        end_the_plan(opened)
        opened.receive(REVOKED, asked)
        opened.receive(of_another, source="/klippan/consent/0a1b2c3d")
        opened.receive(executed(KEEPER))
        tick(opened)
        assert [one.reason for one in opened.parked()] == ["owned_by_another"]
        assert words_of(opened).open(sealed, record=PLAN) is None

    def test_is_tried_again_while_the_log_of_erasures_cannot_be_written(
        self, opened: ServiceUnderTest, sealed: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fails(_: ErasureLog, *__: UUID) -> None:
            raise LogNotWritable("no space left")

        end_the_plan(opened)
        opened.receive(REVOKED, executed(KEEPER))
        with monkeypatch.context() as broken:
            broken.setattr(ErasureLog, "note", fails)
            with pytest.raises(LogNotWritable):
                tick(opened)
        assert words_of(opened).open(sealed, record=PLAN) == SAID
        tick(opened)
        assert words_of(opened).open(sealed, record=PLAN) is None
