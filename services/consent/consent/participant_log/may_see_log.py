from datetime import date
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.domain import NotFound
from consent.register.consents_in_force import consents_for_participant
from consent.register.names_agency import is_accepted
from consent.register.table import require_caught_up
from samplan.contracts.codes import Agency, ConsentPurpose


def require_log_reader(participant_id: UUID, agency: Agency, keeper: Agency, on: date, work: Records) -> None:
    """The keeper of consents, and an agency named in a consent to coordination that is in force.

    One that it has recorded itself counts once another agency has accepted the grant (C-15).
    Raises NotFound, or StillCatchingUp while a record that ends the consent may be unread.
    """
    if agency == keeper:
        return
    work.require_caught_up()
    for row in consents_for_participant(work, agency, participant_id, on):
        consent_id = UUID(row["consent_id"])
        if row["purpose"] == ConsentPurpose.COORDINATION and is_accepted(consent_id, agency, work):
            require_caught_up(consent_id, work)
            return
    raise NotFound
