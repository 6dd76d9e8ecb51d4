"""An agency's handlers: typed, once in effect, parked when they fail."""

from collections.abc import Iterator

import msgspec
import pytest
from libs.kit.tests.journal import PLAN, NoSuchCase, journal, notes

from samplan.contracts.consent import ConsentRevoked
from samplan.contracts.documents.samples import golden
from samplan.contracts.envelope import decode
from samplan.contracts.event import ContractEvent
from samplan.contracts.owners.deliveries import SharingEnded
from samplan.contracts.planning.cards import OwnActivityStarted
from samplan.contracts.planning.plans import PlanAgreed, PlanOpened
from samplan.kit import About, AgencyApp
from samplan.kit.about import UnknownWriter, about
from samplan.kit.testing import TestAgency

OPENED = msgspec.json.decode(golden(PlanOpened.TYPE).value or b"", type=PlanOpened)
AGREED = msgspec.json.decode(golden(PlanAgreed.TYPE).value or b"", type=PlanAgreed)


@pytest.fixture
def test() -> Iterator[TestAgency]:
    with TestAgency(journal()) as test:
        yield test


class TestAHandler:
    def test_receives_the_golden_sample_of_its_type(self, test: TestAgency) -> None:
        test.receive(PlanOpened)
        assert notes(test.agency) == ["opened"]

    def test_learns_who_published_the_event_and_its_permanent_id(self) -> None:
        agency = AgencyApp("fk", store="sqlite:///never-opened.db")
        heard: list[tuple[PlanAgreed, About]] = []

        @agency.on(PlanAgreed)
        def hear(event: PlanAgreed, about: About) -> None:
            heard.append((event, about))

        with TestAgency(agency) as test:
            [received] = test.receive(AGREED)
        [(event, about)] = heard
        assert event == AGREED
        assert (about.writer, about.id) == ("af", received.envelope and received.envelope.id)

    def test_has_its_effect_once_when_the_event_is_delivered_again(self, test: TestAgency) -> None:
        batch = test.receive(OPENED, AGREED)
        test.redeliver(batch)
        assert notes(test.agency) == ["opened", "agreed"]

    def test_leaves_nothing_of_an_event_that_it_refuses(self, test: TestAgency) -> None:
        """Its writes and the position are one transaction."""
        test.receive(AGREED)
        assert notes(test.agency) == []
        assert [(one.reason, one.error) for one in test.agency.parked.list()] == [
            (NoSuchCase.code, "NoSuchCase")
        ]

    def test_is_not_asked_about_types_that_it_does_not_name(self) -> None:
        with TestAgency(AgencyApp("fk", store="sqlite:///never-opened.db")) as test:
            test.receive(PlanOpened)
            assert test.agency.parked.list() == []

    def test_that_is_async_is_refused_when_it_is_declared(self) -> None:
        """It would never be awaited, and its event would count as applied."""
        agency = AgencyApp("fk", store="sqlite:///never-opened.db")

        async def note(_event: PlanAgreed, _about: About) -> None: ...

        with pytest.raises(TypeError, match="async"):
            agency.on(PlanAgreed)(note)  # type: ignore[arg-type]  # as a program without types would

    def test_that_has_a_fault_fails_the_test_that_receives_the_event(self) -> None:
        """In service the event is parked; a developer wants the traceback."""
        agency = AgencyApp("fk", store="sqlite:///never-opened.db")

        @agency.on(PlanAgreed)
        def stumble(event: PlanAgreed, _about: About) -> None:
            raise KeyError(event.plan_id)

        with TestAgency(agency) as test:
            with pytest.raises(KeyError):
                test.receive(PlanAgreed)
            assert [one.error for one in agency.parked.list()] == ["KeyError"]


class TestAParkedEvent:
    def test_is_applied_by_a_replay_once_its_cause_is_mended(self, test: TestAgency) -> None:
        test.receive(AGREED)
        with test.agency.transaction() as tx:
            tx.execute("INSERT INTO notes VALUES (:plan, 'opened', '')", {"plan": str(AGREED.plan_id)})
        [parked] = test.agency.parked.list()
        assert test.agency.parked.replay(parked.id) == 1
        assert notes(test.agency) == ["opened", "agreed"]
        assert test.agency.parked.list() == []

    def test_can_be_discarded(self, test: TestAgency) -> None:
        test.receive(AGREED)
        [parked] = test.agency.parked.list()
        assert test.agency.parked.discard(parked.id)
        assert test.agency.parked.list() == []


def test_an_event_of_an_agency_that_the_contracts_do_not_know_is_no_fault_of_the_program() -> None:
    """It is parked until the contracts are upgraded, and does not count for the circuit breaker."""
    sample = golden(PlanAgreed.TYPE)
    envelope, _ = decode(*sample)
    with pytest.raises(UnknownWriter):
        about(msgspec.structs.replace(envelope, source="/trelleborg/planning/0a1b2c3d"))


def test_an_agency_reads_the_topics_that_are_for_it_alone() -> None:
    pattern = journal().pattern
    assert pattern == r"^[a-z-]+\.(?:[a-z]+\.to-malmo-ifo|card-rejections-to-malmo-ifo)\.v1$"
    assert AgencyApp("fk", store="sqlite:///never-opened.db").pattern is None


@pytest.mark.parametrize("kind", [ConsentRevoked, OwnActivityStarted, SharingEnded])
def test_a_type_that_no_owner_delivers_has_no_handler(kind: type[ContractEvent]) -> None:
    with pytest.raises(ValueError, match="delivered to no agency"):
        AgencyApp("fk", store="sqlite:///never-opened.db").on(kind)


def test_the_plan_of_a_card_is_the_one_of_the_sample() -> None:
    assert golden("samplan.cards.OwnActivityStarted.v1").data["planId"] == str(PLAN.id)
