"""Free places, as the programme publishes them (R-11)."""

from chassis.decisions.work import Work
from referral.application.office import Office
from referral.commands.office import PublishCapacity
from referral.domain.capacity import Capacity, capacity_id
from referral.domain.office_refusals import UnknownProgramme
from referral.queries.capacities import enter_capacity


def publish_capacity(office: Office, command: PublishCapacity, work: Work) -> Capacity:
    office.check_is_kept_by(command.by)
    if command.programme not in office.programmes:
        raise UnknownProgramme
    known = work.find(Capacity, capacity_id(command.programme, command.team))
    if known is None:
        published = Capacity.publish(command.programme, command.team, command.free_places, command.on)
        return enter_capacity(work.add(published), work)
    known.publish_anew(command.free_places, command.on)
    return enter_capacity(known, work)
