"""Who has received information about a participant, from whom, what, when, what for and by which rule?"""

from uuid import UUID

from chassis.decisions.commands import Records
from consent.emergency.emergencies import Access, accesses_to
from consent.number_replacements.linked_participants import PARTICIPANTS
from consent.participant_log.received_disclosures import LogEntry, received_about
from consent.register.consents_of_participant import consents_of_participant
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.privacy.circle.may_know import Rule
from samplan.privacy.disclosure_log import Disclosure, disclosures_of


def log_of(participant_id: UUID, keeper: Agency, work: Records) -> list[LogEntry]:
    """The newest first, under each id and consent of the participant, of this service and the others.

    The opening of an emergency access is an entry too: from then on the agency may know who takes part.
    """
    ids = PARTICIPANTS.linked(participant_id, work)
    own = [LogEntry(f"{keeper}.consent", made) for linked in ids for made in disclosures_of(linked, work)]
    consents = [consent for linked in ids for consent in consents_of_participant(linked, work)]
    received = [made for subject in (*ids, *consents) for made in received_about(subject, work)]
    opened = [_opening(one, keeper) for one in accesses_to(ids, work)]
    return sorted(opened + own + received, key=lambda one: one.disclosure.disclosed_on)[::-1]


def _opening(access: Access, keeper: Agency) -> LogEntry:
    """Two persons opened it: no single role is stated."""
    made = Disclosure(
        disclosed_on=access.opened_on,
        participant_id=access.participant_id,
        agency=access.agency,
        role="",
        purpose=ConsentPurpose.COORDINATION,
        what="consent.participant_id",
        rule=Rule.EMERGENCY_ACCESS.value,
        consent_id=None,
        circle_version=0,
    )
    return LogEntry(f"{keeper}.consent", made)
