"""What emergency access needs on the business date, whatever date the persons state."""

from typing import ClassVar
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.domain import NotFound, Refused
from consent.consent import Office
from consent.consent.refusals import AgencyNotInProgramme
from consent.consent.terms import EmergencyRule
from consent.number_replacements.linked_participants import PARTICIPANTS
from consent.participants.deceased_participants import ParticipantHasDied, has_died
from consent.participants.participant import Participant
from consent.parties.parties import terms_on
from samplan.contracts.codes import Agency


class AgencyBlocked(Refused):
    """The programme says that a block beats emergency access too."""

    code = "agency_blocked"
    title: ClassVar[str] = "The participant has blocked the agency"


def participants_not_erased(participant_id: UUID, work: Records, office: Office) -> list[Participant]:
    """Under each id of the person whose key is not destroyed. Raises NotFound if the given one's is."""
    linked = (work.load(Participant, one) for one in PARTICIPANTS.linked(participant_id, work))
    found = [one for one in linked if office.identities.open(one.sealed, record=one.id) is not None]
    if participant_id not in {one.id for one in found}:
        raise NotFound
    return found


def require_openable(
    participant_id: UUID, programme: str, agency: Agency, work: Records, office: Office
) -> EmergencyRule:
    """The programme's rule. Raises AgencyNotInProgramme, NotFound, ParticipantHasDied or AgencyBlocked."""
    rule = office.emergency_rule(programme, office.today())
    if agency not in terms_on(programme, office.today(), work, office).agencies:
        raise AgencyNotInProgramme
    for participant in participants_not_erased(participant_id, work, office):
        if has_died(participant.id, work):
            raise ParticipantHasDied
        if rule.block_beats_emergency and agency in participant.blocked:
            raise AgencyBlocked
    return rule
