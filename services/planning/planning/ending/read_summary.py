from dataclasses import dataclass
from uuid import UUID

from chassis.decisions.commands import Command, Records
from chassis.decisions.domain import NotFound
from planning.disclosing.log_shown import log_record
from planning.office import Office, plan_of_record
from planning.office.leading import leads
from planning.plan import Plan
from planning.plan.exits import Summary
from samplan.contracts.codes import Agency

SUMMARY = "planning.exit_summary"


@dataclass(frozen=True)
class ReadableSummary:
    """`summary` and `next_step`: None once the participant is erased."""

    plan: Plan
    written: Summary
    summary: str | None
    next_step: str | None

    @property
    def id(self) -> UUID:
        return self.plan.id

    @property
    def version(self) -> int:
        return self.plan.version


class ReadSummary(Command[Office]):
    """For the agency that wrote it, those that lead the plan, and the one that the exit names (C-11)."""

    plan_id: UUID
    by: Agency
    role: str

    def carry_out(self, work: Records, office: Office) -> ReadableSummary:
        """Raises NotFound or StillCatchingUp, or logs a disclosure before the answer."""
        found = work.find(Plan, self.plan_id)
        written = found.ending.summary if found else None
        is_own = written is not None and written.by == self.by
        owners = (written.by,) if written else ()
        plan = plan_of_record(self.plan_id, self.by, SUMMARY, work, office.circle_today, owners)
        if written is None or not (is_own or leads(plan, self.by) or self.by == plan.ending.received_by):
            raise NotFound
        if not is_own:
            log_record(plan, self.by, self.role, SUMMARY, work)
        opened = office.words.open(written.sealed, record=plan.id) or {}
        return ReadableSummary(plan, written, opened.get("summary"), opened.get("next_step"))
