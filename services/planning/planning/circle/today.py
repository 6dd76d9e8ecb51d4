"""The circle as it stands on the business date: what every decision of this service about sharing asks."""

from collections.abc import Collection, Mapping
from uuid import UUID

from chassis.decisions.clock import today
from chassis.decisions.commands import Records
from planning.plan.circle_today import CircleToday
from samplan.bus.clock import now_utc
from samplan.privacy.circle.circles import circle_of, circles_of, subjects_of


def circle_today(participant_id: UUID, work: Records) -> CircleToday:
    """Read again by every command: an earlier event of the same batch may have changed it."""
    circle = circle_of(participant_id, work)
    return CircleToday(circle=circle, on=today(), at=now_utc(), subjects=subjects_of(participant_id, circle))


def circles_today(participant_ids: Collection[UUID], work: Records) -> Mapping[UUID, CircleToday]:
    """Those of several participants, for a list, which no emergency access opens."""
    on = today()
    return {
        one: CircleToday(circle=circle, on=on) for one, circle in circles_of(participant_ids, work).items()
    }
