"""Which agencies have still to agree to a plan (P-06)? The coordinator's is due with that of the plan."""

from collections.abc import Sequence

from chassis.decisions.commands import Records
from chassis.decisions.projections import Projection
from planning.plan import Plan, PlanFact
from planning.plan.activity import ItemStatus
from samplan.bus.store.migrations import Migration
from samplan.bus.store.transactions import Row
from samplan.contracts.codes import Agency

MIGRATIONS = (
    Migration(
        "planning-to-do-2",
        (
            """CREATE TABLE awaited_agreements (
                plan_id TEXT NOT NULL, agency TEXT NOT NULL, participant_id TEXT NOT NULL,
                since TEXT NOT NULL, PRIMARY KEY (plan_id, agency))""",
            "CREATE INDEX awaited_agreements_by_agency ON awaited_agreements (agency)",
        ),
    ),
)
OPEN = frozenset({ItemStatus.ACCEPTED, ItemStatus.STARTED})


def agreements_awaited_of(agency: Agency, work: Records) -> list[Row]:
    return work.rows(
        "SELECT plan_id, participant_id, since FROM awaited_agreements WHERE agency = :agency",
        {"agency": agency.value},
    )


def _fold(plan: Plan, _: Sequence[PlanFact], tables: Records) -> None:
    tables.write("DELETE FROM awaited_agreements WHERE plan_id = :id", {"id": str(plan.id)})
    since = plan.agreement.revisions[-1].on if plan.agreement.revisions else plan.opened_on
    for agency in sorted(_awaited(plan)):
        tables.write(
            "INSERT INTO awaited_agreements VALUES (:id, :agency, :participant_id, :since)",
            {
                "id": str(plan.id),
                "agency": agency.value,
                "participant_id": str(plan.participant_id),
                "since": since.isoformat(),
            },
        )


def _awaited(plan: Plan) -> set[Agency]:
    if plan.agreement.holds or plan.has_ended or plan.is_study_visit:
        return set()
    owners = {one.owner for one in plan.activities.values() if one.status in OPEN}
    leader = {plan.coordinator} if plan.coordinator else set()
    asked = owners | leader if plan.agreement.revisions else owners - leader
    return asked - plan.agreement.so_far.agencies.keys()


AWAITED_AGREEMENTS = Projection(of=Plan, facts=(PlanFact,), fold=_fold)
