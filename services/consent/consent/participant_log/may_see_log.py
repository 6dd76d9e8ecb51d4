from datetime import date
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.domain import NotFound
from consent.circle.circle_in import circle_in
from consent.register.consents_in_force import consents_for_participant
from consent.register.names_agency import is_accepted
from consent.register.table import require_caught_up
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.privacy.circle.circle import Circle
from samplan.privacy.circle.may_know import Allowed, Asked, may_know

THE_ID = "consent.participant_id"


def require_log_reader(participant_id: UUID, agency: Agency, keeper: Agency, on: date, work: Records) -> None:
    """The keeper of consents, and an agency that a consent to coordination in force lets know of them.

    One that it has recorded itself counts once another agency has accepted the grant (C-15). A block and the
    agency's departure close the log to it; a death does not. Raises NotFound, or StillCatchingUp while a
    record that ends the consent may be unread.
    """
    if agency == keeper:
        return
    work.require_caught_up()
    if not _may_know(participant_id, agency, keeper, on, work):
        raise NotFound
    for row in consents_for_participant(work, agency, participant_id, on):
        consent_id = UUID(row["consent_id"])
        if row["purpose"] == ConsentPurpose.COORDINATION and is_accepted(consent_id, agency, work):
            require_caught_up(consent_id, work)
            return
    raise NotFound


def _may_know(participant_id: UUID, agency: Agency, keeper: Agency, on: date, work: Records) -> bool:
    asked = Asked(what=THE_ID, agency=agency, purpose=ConsentPurpose.COORDINATION, owner=keeper, on=on)
    known = circle_in(participant_id, work, keeper)
    without_death = Circle(consents=known.consents, blocked=known.blocked, departures=known.departures)
    return isinstance(may_know(without_death, asked), Allowed)
