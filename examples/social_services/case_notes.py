"""The journal of a city's social services: cases and their notes, on the kit and SQLite.

python case_notes.py run | holds | start-activity KEEPER PLAN ACTIVITY KIND DATE
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from samplan.bus.store.migrations import Migration
from samplan.contracts.codes import ActivityKind, Agency
from samplan.contracts.owners.deliveries import SharingEnded
from samplan.contracts.planning.cards import CardRejected, OwnActivityStarted
from samplan.contracts.planning.plans import ActivityStarted, PlanAgreed, PlanOpened
from samplan.kit import About, AgencyApp, Plan, Transaction
from samplan.kit.rejections import Rejection

TABLES = Migration(
    "social-services-1",
    (
        """CREATE TABLE notes (
            event TEXT, type TEXT, subject TEXT, plan TEXT, kind TEXT, day TEXT, typed INTEGER)""",
    ),
)

agency = AgencyApp(
    os.environ.get("AGENCY", "malmo-ifo"),
    store=f"sqlite:///{os.environ.get('JOURNAL', '.')}/journal.db",
    migrations=[TABLES],
)


@agency.on(PlanOpened)
def open_case(event: PlanOpened, about: About, tx: Transaction) -> None:
    note(tx, event, about)


@agency.on(PlanAgreed)
def note_agreement(event: PlanAgreed, about: About, tx: Transaction) -> None:
    note(tx, event, about)


@agency.on(ActivityStarted)
def note_intervention_of_others(event: ActivityStarted, about: About, tx: Transaction) -> None:
    """The agency's own are in the journal already: its staff have typed them."""
    if event.owner_agency != agency.agency:
        note(tx, event, about, kind=event.kind)


@agency.on_rejected
def note_rejection(rejection: Rejection, about: About, tx: Transaction) -> None:
    row = {"event": about.id, "type": CardRejected.TYPE, "subject": str(rejection.id)}
    tx.execute("INSERT INTO notes VALUES (:event, :type, :subject, '', '', '', 0)", row)


@agency.on_end
def close_case(end: SharingEnded, about: About, tx: Transaction) -> None:
    """Erase what other agencies have shared. What the staff have typed themselves is the agency's own."""
    plan = {"plan": str(end.record_id)}
    tx.execute("DELETE FROM notes WHERE typed = 0 AND plan = :plan", plan)


def note(tx: Transaction, event: Any, about: About, kind: str = "") -> None:
    """Note what another agency has told."""
    plan = {"plan": str(event.plan_id)}
    tx.execute(
        "INSERT INTO notes VALUES (:event, :type, :plan, :plan, :kind, :day, 0)",
        {**plan, "event": about.id, "type": event.TYPE, "kind": kind, "day": str(event.occurred_on)},
    )


def start_intervention(plan: Plan, activity: UUID, kind: ActivityKind, day: date) -> None:
    """What the staff type, once: the note and the card to the other agencies are one transaction."""
    with agency.transaction() as tx:
        tx.execute(
            "INSERT INTO notes VALUES ('', :type, :activity, :plan, :kind, :day, 1)",
            {
                "type": OwnActivityStarted.TYPE,
                "activity": str(activity),
                "plan": str(plan.id),
                "kind": kind.value,
                "day": str(day),
            },
        )
        agency.cards.start_activity(plan, kind=kind, occurred_on=day, activity_id=activity, within=tx)


def holds() -> Iterator[dict[str, Any]]:
    """The notes, in the order in which they were made."""
    for row in agency.database.query("SELECT * FROM notes ORDER BY rowid"):
        yield {**row, "typed": bool(row["typed"])}


def main(verb: str, *words: str) -> None:
    match verb, words:
        case "run", ():
            from samplan.kit.process import run  # noqa: PLC0415  # the other verbs need no broker

            run(agency)
        case "holds", ():
            sys.stdout.writelines(json.dumps(line) + "\n" for line in holds())
        case "start-activity", (keeper, plan, activity, kind, day):
            named = Plan(Agency(keeper), UUID(plan))
            start_intervention(named, UUID(activity), ActivityKind(kind), date.fromisoformat(day))
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main(*sys.argv[1:])
