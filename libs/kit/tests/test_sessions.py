"""A handler that works with a session of SQLAlchemy: its changes and the position are one transaction."""

from collections.abc import Iterator

import pytest
from libs.kit.tests.journal import NoSuchCase
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from samplan.bus.store.migrations import Migration
from samplan.contracts.documents.samples import golden
from samplan.contracts.planning.plans import PlanAgreed
from samplan.kit import About, AgencyApp, Transaction
from samplan.kit.sessions import session_in
from samplan.kit.testing import TestAgency

TABLES = Migration("steps-1", ("CREATE TABLE steps (plan TEXT PRIMARY KEY, times INTEGER NOT NULL)",))
PLAN = golden(PlanAgreed.TYPE).data["planId"]


class Base(DeclarativeBase):
    pass


class Step(Base):
    __tablename__ = "steps"

    plan: Mapped[str] = mapped_column(primary_key=True)
    times: Mapped[int]


@pytest.fixture
def agency(database_url: str) -> Iterator[AgencyApp]:
    agency = AgencyApp("fk", store=database_url, migrations=[TABLES])
    yield agency
    agency.close()


def count(session: Session, plan: str) -> None:
    step = session.get(Step, plan) or Step(plan=plan, times=0)
    step.times += 1
    session.add(step)


def steps(agency: AgencyApp) -> list[tuple[str, int]]:
    return [(row["plan"], row["times"]) for row in agency.database.query("SELECT * FROM steps")]


def test_a_session_commits_with_the_position(agency: AgencyApp) -> None:
    @agency.on(PlanAgreed)
    def note(event: PlanAgreed, _about: About, tx: Transaction) -> None:
        with session_in(tx) as session:
            count(session, str(event.plan_id))
            session.flush()
            count(session, str(event.plan_id))

    test = TestAgency(agency)
    test.redeliver(test.receive(PlanAgreed))
    assert steps(agency) == [(PLAN, 2)]


def test_a_session_leaves_nothing_of_an_event_that_is_refused_after_it(agency: AgencyApp) -> None:
    @agency.on(PlanAgreed)
    def note(event: PlanAgreed, _about: About, tx: Transaction) -> None:
        with session_in(tx) as session:
            count(session, str(event.plan_id))
        raise NoSuchCase

    TestAgency(agency).receive(PlanAgreed)
    assert steps(agency) == []
    assert [one.reason for one in agency.parked.list()] == [NoSuchCase.code]
