"""An agency's journal, as its developers would write it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from samplan.bus.store.migrations import Migration
from samplan.contracts.codes import ActivityKind, Agency
from samplan.contracts.owners.deliveries import SharingEnded
from samplan.contracts.planning.cards import OwnActivityStarted
from samplan.contracts.planning.plans import PlanAgreed, PlanOpened
from samplan.kit import About, AgencyApp, Plan, RuleBroken, Transaction
from samplan.kit.rejections import Rejection

TABLES = Migration(
    "journal-1", ("CREATE TABLE notes (plan TEXT NOT NULL, note TEXT NOT NULL, at TEXT NOT NULL)",)
)
PLAN = Plan(Agency.AF, UUID("19d251c5-b8c4-5acf-b299-126f2e87569d"))
MARCH_20 = date(2020, 3, 20)
STUDIES = UUID("5d2f8c1a-7b3e-4a90-8c6d-e1f2a3b4c5d7")
STARTED = OwnActivityStarted(
    keeper=PLAN.keeper,
    plan_id=PLAN.id,
    activity_id=STUDIES,
    kind=ActivityKind.SWEDISH_STUDIES,
    occurred_on=MARCH_20,
)


class NoSuchCase(RuleBroken):
    code = "no_such_case"


def journal(url: str = "sqlite:///never-opened.db", name: str = "malmo-ifo") -> AgencyApp:
    agency = AgencyApp(name, store=url, migrations=[TABLES])

    @agency.on(PlanOpened)
    def open_case(event: PlanOpened, about: About, tx: Transaction) -> None:
        write(tx, event.plan_id, "opened", about.id)

    @agency.on(PlanAgreed)
    def note_agreement(event: PlanAgreed, about: About, tx: Transaction) -> None:
        write(tx, event.plan_id, "agreed", about.id)
        if not tx.execute(
            "SELECT 1 FROM notes WHERE plan = :plan AND note = 'opened'", {"plan": str(event.plan_id)}
        ):
            raise NoSuchCase

    @agency.on_end
    def close_case(end: SharingEnded, _about: About, tx: Transaction) -> None:
        tx.execute("DELETE FROM notes WHERE plan = :plan", {"plan": str(end.record_id)})

    @agency.on_rejected
    def note_rejection(rejection: Rejection, about: About, tx: Transaction) -> None:
        plan = rejection.card.plan_id if rejection.card else UUID(int=0)
        write(tx, plan, f"{rejection.reason}: {rejection.rule}", about.id)

    return agency


def write(tx: Transaction, plan: UUID, note: str, at: str) -> None:
    tx.execute("INSERT INTO notes VALUES (:plan, :note, :at)", {"plan": str(plan), "note": note, "at": at})


def notes(agency: AgencyApp) -> list[str]:
    return [row["note"] for row in agency.database.query("SELECT note FROM notes")]


def start_studies(agency: AgencyApp, within: object = None) -> None:
    agency.cards.start_activity(
        PLAN,
        kind=ActivityKind.SWEDISH_STUDIES,
        occurred_on=MARCH_20,
        activity_id=STUDIES,
        within=within,  # type: ignore[arg-type]  # each test gives a transaction of its own kind
    )
