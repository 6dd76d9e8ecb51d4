"""The circle as it stands on the business date: what every decision of this service about sharing asks."""

from uuid import UUID

from chassis.decisions.clock import today
from chassis.decisions.commands import Records
from planning.plan.circle_today import CircleToday
from samplan.bus.clock import now_utc
from samplan.contracts.codes import Agency
from samplan.contracts.consent import party_id_of
from samplan.privacy.circle.circle import Circle
from samplan.privacy.circle.circles import circle_of


def circle_today(participant_id: UUID, work: Records) -> CircleToday:
    """Asked anew by every command: an earlier event of the same batch may have changed it."""
    circle = circle_of(participant_id, work)
    return CircleToday(circle=circle, on=today(), at=now_utc(), subjects=_subjects(participant_id, circle))


def _subjects(participant_id: UUID, circle: Circle) -> frozenset[UUID]:
    """Whose records may narrow the circle: the participant, their consents, the parties of the programmes."""
    programmes = {one.terms.programme for one in circle.consents if one.terms and one.terms.programme}
    parties = (party_id_of(programme, agency) for programme in programmes for agency in Agency)
    return frozenset({participant_id, *(one.consent_id for one in circle.consents), *parties})
