from datetime import date

from chassis.decisions.commands import Command, Records
from referral.capacity.capacity import Capacity, capacity_id
from referral.office.command import Decider
from referral.office.office import Office
from referral.office.programme import Places, Programme, Team
from samplan.contracts.codes import Agency


class PublishCapacity(
    Command[Office], path="", sv="Meddela lediga platser", en="Publish free places", creates=True
):
    """By the keeper or its delegate; the latest one of a team counts."""

    by: Agency
    role: str = "system"
    scopes: frozenset[str] = frozenset()
    programme: Programme
    team: Team
    free_places: Places
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> Capacity:
        office.require_programme(self.programme)
        Decider(by=self.by, role=self.role, scopes=self.scopes).require_decides(self.programme, office)
        known = work.find(Capacity, capacity_id(self.programme, self.team))
        if known is None:
            return work.add(Capacity.publish(self.programme, self.team, self.free_places, self.occurred_on))
        known.publish_again(self.free_places, self.occurred_on)
        return known
