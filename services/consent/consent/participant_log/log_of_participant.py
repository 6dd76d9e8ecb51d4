"""Who has received information about a participant, from whom, what, when, what for and by which rule?"""

from uuid import UUID

from chassis.decisions.commands import Records
from consent.number_replacements.linked_participants import PARTICIPANTS
from consent.participant_log.heard_disclosures import Heard, heard_about
from consent.register.consents_of_participant import consents_of_participant
from samplan.contracts.codes import Agency
from samplan.privacy.disclosure_log import disclosures_of


def log_of(participant_id: UUID, keeper: Agency, work: Records) -> list[Heard]:
    """The newest first, under each id and consent of the participant, of this service and the others."""
    ids = PARTICIPANTS.linked(participant_id, work)
    own = [Heard(f"{keeper}.consent", made) for linked in ids for made in disclosures_of(linked, work)]
    consents = [consent for linked in ids for consent in consents_of_participant(linked, work)]
    heard = [made for subject in (*ids, *consents) for made in heard_about(subject, work)]
    return sorted(own + heard, key=lambda one: one.disclosure.disclosed_on)[::-1]
