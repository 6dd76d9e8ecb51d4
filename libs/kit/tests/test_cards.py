"""Cards are sent from the transaction of the agency's own journal, and their rejections come back typed."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from libs.kit.tests.journal import MARCH_20, PLAN, STARTED, STUDIES, journal, notes, start_studies

from samplan.bus.publishing.outbox import move_to_log, written_after
from samplan.contracts.codes import ActivityKind, Agency, InterruptionReason
from samplan.contracts.codes.items import CardReason
from samplan.contracts.envelope import decode
from samplan.contracts.planning.cards import (
    OwnActivityCompleted,
    OwnActivityInterrupted,
    OwnActivityPlanned,
    OwnActivityReplanned,
    OwnActivityStarted,
    PlannedActivityStarted,
)
from samplan.contracts.source import EventId
from samplan.kit import AgencyApp, Period
from samplan.kit.testing import TestAgency


@pytest.fixture
def test() -> Iterator[TestAgency]:
    with TestAgency(journal()) as test:
        yield test


class TestACard:
    def test_is_sent_when_the_transaction_of_the_journal_commits(self, test: TestAgency) -> None:
        with test.agency.transaction() as tx:
            tx.execute("INSERT INTO notes VALUES ('', 'typed', '')")
            start_studies(test.agency, tx)
        assert test.sent() == [STARTED]

    def test_is_never_sent_when_it_does_not(self, test: TestAgency) -> None:
        with suppress(ZeroDivisionError), test.agency.transaction() as tx:
            start_studies(test.agency, tx)
            raise ZeroDivisionError
        assert test.sent() == []

    def test_names_the_card_before_it_about_the_same_activity(self, test: TestAgency) -> None:
        """As a record that planning's inbox reads."""
        start_studies(test.agency)
        test.agency.cards.complete_activity(PLAN, STUDIES, occurred_on=MARCH_20)
        topic = "malmo-ifo.cards.v1"
        first, second = (decode(topic, one.key, one.value, one.headers)[0] for one in test.records())
        assert (first.sequence, first.aggregate_version, first.previous) == (1, 1, None)
        assert (second.sequence, second.aggregate_version) == (2, 2)
        assert second.previous == EventId(first.source, 1)

    def test_of_each_kind_has_a_function(self, test: TestAgency) -> None:
        cards, days = test.agency.cards, Period(MARCH_20, MARCH_20)
        one = cards.plan_activity(PLAN, kind=ActivityKind.GUIDANCE, planned=days, occurred_on=MARCH_20)
        cards.replan_activity(PLAN, one, planned=days, occurred_on=MARCH_20)
        cards.start_planned_activity(PLAN, one, occurred_on=MARCH_20)
        cards.complete_activity(PLAN, one, occurred_on=MARCH_20)
        other = cards.start_activity(PLAN, kind=ActivityKind.GUIDANCE, occurred_on=MARCH_20)
        cards.interrupt_activity(PLAN, other, reason=InterruptionReason.MOVED, occurred_on=MARCH_20)
        assert [type(card) for card in test.sent()] == [
            OwnActivityPlanned,
            OwnActivityReplanned,
            PlannedActivityStarted,
            OwnActivityCompleted,
            OwnActivityStarted,
            OwnActivityInterrupted,
        ]


class TestARejection:
    def test_comes_with_the_card_that_it_is_about(self, test: TestAgency) -> None:
        start_studies(test.agency)
        test.reject(STARTED, CardReason.NO_CONSENT, "agency_not_in_consent")
        rows = test.agency.database.query("SELECT plan, note FROM notes")
        assert [dict(row) for row in rows] == [
            {"plan": str(PLAN.id), "note": "no_consent: agency_not_in_consent"}
        ]

    def test_is_noted_once_when_it_is_delivered_again(self, test: TestAgency) -> None:
        start_studies(test.agency)
        test.redeliver(test.reject(STARTED, CardReason.DUPLICATE))
        assert notes(test.agency) == ["duplicate: None"]

    def test_of_another_agency_than_the_card_was_sent_to_names_no_card(self, test: TestAgency) -> None:
        start_studies(test.agency)
        test.reject(STARTED, CardReason.NO_CONSENT, writer=Agency.REGION_SKANE)
        [row] = test.agency.database.query("SELECT plan FROM notes")
        assert row["plan"] == str(UUID(int=0))


class TestATransactionOfTheAgencysOwn:
    """Whichever library it uses: a row of the outbox is one statement."""

    @pytest.fixture
    def agency(self, tmp_path: Path) -> Iterator[AgencyApp]:
        agency = journal(f"sqlite:///{tmp_path}/journal.db")
        agency.open()
        yield agency
        agency.close()

    def test_may_be_one_of_sqlite3(self, agency: AgencyApp, tmp_path: Path) -> None:
        with closing(sqlite3.connect(tmp_path / "journal.db")) as own:
            start_studies(agency, own)
            assert sent(agency) == []
            own.commit()
        assert sent(agency) == [STARTED]

    def test_may_be_a_session_of_sqlalchemy(self, agency: AgencyApp, tmp_path: Path) -> None:
        orm = pytest.importorskip("sqlalchemy.orm")
        engine = pytest.importorskip("sqlalchemy").create_engine(f"sqlite:///{tmp_path}/journal.db")
        with orm.Session(engine) as session:
            start_studies(agency, session)
            session.rollback()
            start_studies(agency, session)
            session.commit()
        engine.dispose()
        assert sent(agency) == [STARTED]

    @pytest.mark.real
    def test_may_be_one_of_psycopg(self, postgres_url: str, fresh_database: object) -> None:
        url = fresh_database(postgres_url)  # type: ignore[operator]  # the fixture returns a function
        agency = journal(url)
        agency.open()
        with psycopg.connect(url) as own:
            start_studies(agency, own)
            assert sent(agency) == []
        assert sent(agency) == [STARTED]
        agency.close()


def sent(agency: AgencyApp) -> list[object]:
    move_to_log(agency.database)
    return [one.event for one in written_after(agency.database, 0)]
