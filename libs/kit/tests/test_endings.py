"""After an end of sharing nothing is held, but on a ground, and what is told later is a new start."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import msgspec
import pytest
from libs.kit.tests.journal import MARCH_20, PLAN, journal, notes

from samplan.contracts.codes.erasures import RetentionGround
from samplan.contracts.documents.samples import golden
from samplan.contracts.owners.deliveries import SharingEnded
from samplan.contracts.planning.plans import PlanAgreed, PlanOpened
from samplan.kit import About, AgencyApp
from samplan.kit.process import NothingErases, work
from samplan.kit.testing import TestAgency

OPENED = msgspec.json.decode(golden(PlanOpened.TYPE).value or b"", type=PlanOpened)
AGREED = msgspec.json.decode(golden(PlanAgreed.TYPE).value or b"", type=PlanAgreed)
OTHER = msgspec.structs.replace(OPENED, plan_id=uuid4())
ENDED = SharingEnded(record_id=PLAN.id, occurred_on=MARCH_20)


@pytest.fixture
def test() -> Iterator[TestAgency]:
    with TestAgency(journal()) as test:
        yield test


class TestTheEndOfASharing:
    def test_erases_what_is_held_of_that_record_alone(self, test: TestAgency) -> None:
        test.receive(OPENED, AGREED, OTHER, ENDED)
        assert notes(test.agency) == ["opened"]

    def test_erases_parked_events_of_the_record(self, test: TestAgency) -> None:
        test.receive(AGREED)
        assert len(test.agency.parked.list()) == 1
        test.receive(ENDED)
        assert test.agency.parked.list() == []

    def test_is_the_same_when_it_arrives_again(self, test: TestAgency) -> None:
        test.receive(OPENED)
        test.redeliver(test.receive(ENDED))
        assert notes(test.agency) == []

    def test_keeps_out_what_was_sent_before_it_and_comes_later(self, test: TestAgency) -> None:
        batch = test.receive(OPENED)
        test.receive(ENDED)
        test.redeliver(batch)
        assert notes(test.agency) == []

    def test_is_followed_by_a_new_start(self, test: TestAgency) -> None:
        test.receive(OPENED, ENDED, OPENED, AGREED)
        assert notes(test.agency) == ["opened", "agreed"]

    def test_records_the_ground_on_which_a_record_is_kept(self) -> None:
        agency = AgencyApp("fk", store="sqlite:///never-opened.db")

        @agency.on_end
        def keep(_end: SharingEnded, _about: About) -> RetentionGround:
            return RetentionGround.ARCHIVE_DUTY

        with TestAgency(agency) as test:
            test.redeliver(test.receive(ENDED))
            [kept] = agency.retained
        assert kept == (PLAN.id, RetentionGround.ARCHIVE_DUTY, MARCH_20)


def test_a_fact_that_is_told_again_under_a_new_epoch_has_one_effect(test: TestAgency) -> None:
    test.retell(test.receive(OPENED))
    assert notes(test.agency) == ["opened"]


async def test_a_system_that_reads_and_erases_nothing_does_not_start(tmp_path: Path) -> None:
    agency = AgencyApp("fk", store=f"sqlite:///{tmp_path}/journal.db")
    agency.on(PlanAgreed)(lambda _event, _about: None)
    with pytest.raises(NothingErases):
        await work(agency, asyncio.Event(), {"DEVELOPMENT": "on"})
