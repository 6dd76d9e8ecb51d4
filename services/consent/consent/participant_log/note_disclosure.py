from chassis.decisions.commands import Command, Records, ShortText
from consent.consent import Office
from consent.participant_log.received_disclosures import note_disclosure
from samplan.contracts.owners.disclosures import DisclosureEvent, ParticipantDisclosure
from samplan.privacy.disclosure_log import Anchor, Disclosure


class NoteDisclosure(Command[Office]):
    """An owner of records has published a disclosure: it joins the participant's one log (C-11)."""

    owner: ShortText
    made: DisclosureEvent

    def carry_out(self, work: Records, office: Office) -> None:
        made = self.made
        entry = Disclosure(
            disclosed_on=made.occurred_on,
            participant_id=made.participant_id if isinstance(made, ParticipantDisclosure) else None,
            agency=made.agency,
            role=made.role,
            purpose=made.purpose,
            what=made.what,
            rule=made.rule,
            consent_id=made.consent_id,
            circle_version=made.circle_version,
        )
        note_disclosure(self.owner, entry, Anchor(position=made.position, chained=made.chained), work)
