"""Which mappings has a plan?"""

from collections.abc import Sequence
from uuid import UUID

from chassis.decisions.commands import Command, Records
from chassis.decisions.projections import Projection
from planning.disclosing.log_shown import log_record
from planning.mapping.mapping import Mapping, MappingFact
from planning.mapping.read_mapping import decision_on
from planning.office import Office, plan_of_record
from planning.plan.circle_today import PLAN
from samplan.bus.store.migrations import Migration
from samplan.contracts.codes import Agency
from samplan.privacy.circle.may_know import Allowed

MIGRATIONS = (
    Migration(
        "planning-mappings-1",
        (
            """CREATE TABLE mappings (
                mapping_id TEXT PRIMARY KEY, plan_id TEXT NOT NULL, begun_on TEXT NOT NULL)""",
            "CREATE INDEX mappings_by_plan ON mappings (plan_id)",
        ),
    ),
)


def _fold(mapping: Mapping, _: Sequence[MappingFact], tables: Records) -> None:
    tables.write(
        "INSERT INTO mappings VALUES (:id, :plan_id, :begun_on) ON CONFLICT (mapping_id) DO NOTHING",
        {"id": str(mapping.id), "plan_id": str(mapping.plan_id), "begun_on": mapping.begun_on.isoformat()},
    )


MAPPINGS_TABLE = Projection(of=Mapping, facts=(MappingFact,), fold=_fold)


class ListMappings(Command[Office]):
    """The agency's own, and where the plan is opened to it, those that others have completed."""

    plan_id: UUID
    by: Agency
    role: str

    def carry_out(self, work: Records, office: Office) -> list[Mapping]:
        rows = work.rows(
            "SELECT mapping_id FROM mappings WHERE plan_id = :id ORDER BY begun_on, mapping_id",
            {"id": str(self.plan_id)},
        )
        every = [work.load(Mapping, UUID(row["mapping_id"])) for row in rows]
        own = [one for one in every if self.by in one.agencies]
        owners = {agency for one in every for agency in one.agencies}
        plan = plan_of_record(self.plan_id, self.by, PLAN, work, office.circle_today, owners)
        log_record(plan, self.by, self.role, PLAN, work)
        return [one for one in every if one in own or isinstance(decision_on(one, plan, self.by), Allowed)]
