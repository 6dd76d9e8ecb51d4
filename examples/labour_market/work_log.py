"""The work log of a city's labour-market department: steps towards work, on the kit and SQLAlchemy."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.pool import NullPool

from samplan.bus.store.migrations import Migration
from samplan.contracts.codes import ActivityKind
from samplan.contracts.owners.deliveries import SharingEnded
from samplan.contracts.planning.cards import OwnActivityStarted
from samplan.contracts.planning.plans import ActivityStarted, PlanAgreed, PlanOpened
from samplan.kit import About, AgencyApp, Plan, Transaction

STEPS = Migration(
    "labour-market-1",
    (
        """CREATE TABLE steps (
            number INTEGER PRIMARY KEY, told_by TEXT, what TEXT, plan TEXT, kind TEXT, day TEXT)""",
    ),
)
OURSELVES = "typed here"

agency = AgencyApp(
    os.environ.get("AGENCY", "malmo-ama"),
    store=f"sqlite:///{os.environ.get('JOURNAL', '.')}/work_log.db",
    migrations=[STEPS],
)


class Base(DeclarativeBase):
    pass


class Step(Base):
    """One line of the log: what happened, and who has told it."""

    __tablename__ = "steps"

    number: Mapped[int] = mapped_column(primary_key=True)
    told_by: Mapped[str]
    what: Mapped[str]
    plan: Mapped[str]
    kind: Mapped[str]
    day: Mapped[str]


@agency.on(PlanOpened)
def begin(event: PlanOpened, about: About, tx: Transaction) -> None:
    log(tx, event, about)


@agency.on(PlanAgreed)
def agree(event: PlanAgreed, about: About, tx: Transaction) -> None:
    log(tx, event, about)


@agency.on(ActivityStarted)
def add_step_of_others(event: ActivityStarted, about: About, tx: Transaction) -> None:
    if event.owner_agency != agency.agency:
        log(tx, event, about, kind=event.kind)


@agency.on_end
def forget(end: SharingEnded, about: About, tx: Transaction) -> None:
    """Erase what others have told. What the coaches have typed is the department's own."""
    plan = {"plan": str(end.record_id), "ourselves": OURSELVES}
    tx.execute("DELETE FROM steps WHERE told_by <> :ourselves AND plan = :plan", plan)


def log(tx: Transaction, event: Any, about: About, kind: str = "") -> None:
    """Add what another agency has told."""
    tx.execute(
        "INSERT INTO steps (told_by, what, plan, kind, day) VALUES (:told_by, :what, :plan, :kind, :day)",
        {
            "told_by": about.id,
            "what": event.TYPE,
            "plan": str(event.plan_id),
            "kind": kind,
            "day": str(event.occurred_on),
        },
    )


def session() -> Session:
    """A session of the department's own, on the store of the log."""
    agency.open()
    return Session(create_engine(agency.store, poolclass=NullPool))


def begin_step(plan: Plan, activity: UUID, kind: ActivityKind, day: date) -> None:
    """What a coach types, once: the step and the card are in one session."""
    with session() as own, own.begin():
        step = Step(told_by=OURSELVES, what=OwnActivityStarted.TYPE, plan=str(plan.id), kind=kind.value)
        step.day = str(day)
        own.add(step)
        agency.cards.start_activity(plan, kind=kind, occurred_on=day, activity_id=activity, within=own)


def holds() -> Iterator[dict[str, Any]]:
    """The steps in their order, in the form in which the examples are compared."""
    with session() as own:
        for step in own.scalars(select(Step).order_by(Step.number)):
            typed = step.told_by == OURSELVES
            yield {"type": step.what, "plan": step.plan, "kind": step.kind, "day": step.day, "typed": typed}
