"""What the commands on one session have in common."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records
from chassis.decisions.domain import NotFound
from planning.groups import Group
from planning.office import Office
from planning.office.beside import plan_of_own_record
from planning.plan import Plan
from planning.sessions.planned_sessions import planned_session
from planning.sessions.session import Session
from samplan.contracts.codes import Agency


@dataclass(frozen=True)
class Setting:
    """What a session is decided by: its group, and the plans of the participants that the command names.

    `today`: the business date.
    """

    group: Group
    plans: Mapping[UUID, Plan]
    today: date


class SessionCommand(Command[Office]):
    """A decision on one session, by the agency that owns the group."""

    session_id: UUID
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> Session:
        session = planned_session(self.session_id, work)
        group = work.load(Group, session.group_id)
        if not group.is_shown_to(self.by, office.keeper):
            raise NotFound
        group.require_owner(self.by)
        plans = {
            one: plan_of_own_record(one, self.by, work, office.circle_today)
            for one in self.plan_ids
            if any(group.memberships_of(one))
        }
        self.decide(session, Setting(group, plans, office.today()))
        return work.add(session)

    @property
    def plan_ids(self) -> Iterable[UUID]:
        """The participants that the command names, by their plans."""
        return ()

    @abstractmethod
    def decide(self, session: Session, setting: Setting) -> None:
        """Refuses, or records facts. Records nothing when the session is already as requested."""
