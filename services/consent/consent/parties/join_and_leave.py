from abc import abstractmethod
from datetime import date

from chassis.decisions.commands import Command, Records
from consent.consent import Office
from consent.consent.terms import ProgrammeId
from consent.number_replacements.only_the_keeper import require_keeper
from consent.parties.parties import terms_on
from consent.parties.party import AgencyJoined, AgencyLeft, Party, PartyRecorded
from samplan.contracts.codes import Agency


class PartyCommand(Command[Office]):
    """The keeper of consents records that an agency is, or is no longer, a party to a programme."""

    programme: ProgrammeId
    agency: Agency
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> Party:
        require_keeper(self.by, office)
        present = self.agency in terms_on(self.programme, self.occurred_on, work, office).agencies
        party_id = office.party_id_of(self.programme, self.agency)
        party = work.find(Party, party_id) or work.add(
            Party.begin(
                PartyRecorded,
                party_id,
                programme=self.programme,
                agency=self.agency,
                occurred_on=self.occurred_on,
            )
        )
        self.decide(party, is_party=present)
        return party

    @abstractmethod
    def decide(self, party: Party, *, is_party: bool) -> None:
        """Records nothing when all is already as requested."""


class JoinProgramme(PartyCommand, path="joining", sv="Notera ny part", en="Record a new party", creates=True):
    """From that day on new consents may name the agency. Consents that exist do not name it (C-04)."""

    def decide(self, party: Party, *, is_party: bool) -> None:
        if not is_party:
            party.trigger_event(
                AgencyJoined, programme=self.programme, agency=self.agency, occurred_on=self.occurred_on
            )


class LeaveProgramme(
    PartyCommand,
    path="leaving",
    sv="Notera att en part lämnar",
    en="Record that a party leaves",
    creates=True,
):
    """The day is its last one. Afterwards no consent of the programme serves it: each is narrowed (C-04)."""

    def decide(self, party: Party, *, is_party: bool) -> None:
        if is_party and party.left_on is None:
            party.trigger_event(
                AgencyLeft, programme=self.programme, agency=self.agency, occurred_on=self.occurred_on
            )
