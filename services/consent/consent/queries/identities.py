"""Whose personnummer is this? The one place where a personnummer meets a participant id."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID, uuid4

from chassis.decisions.domain import Refused
from chassis.decisions.work import Work
from consent.domain.participant import Participant
from consent.queries.replaced_participants import standing_participant
from samplan.privacy.personnummer import Personnummer
from samplan.privacy.vault import BlindIndex, Vault


class IndexKeyChanged(Refused):
    """The key of the blind index is not the one that the stored persons were entered under."""

    code = "index_key_changed"
    status = 503
    title: ClassVar[str] = "The service was started with another key"


@dataclass(frozen=True)
class Identities:
    """Persons by a blind index of their number; the number itself is sealed under a key of each person."""

    vault: Vault
    index: BlindIndex

    def find(self, personnummer: Personnummer, work: Work) -> UUID | None:
        """The participant id that stands for the person, or None when she has never given consent."""
        own = self._of_number(personnummer, work)
        return None if own is None else standing_participant(own, work)

    def _of_number(self, personnummer: Personnummer, work: Work) -> UUID | None:
        rows = work.rows(
            "SELECT participant_id FROM identities WHERE personnummer_index = :index",
            {"index": self.index.of(personnummer.digits)},
        )
        return UUID(rows[0]["participant_id"]) if rows else None

    def find_or_register(self, personnummer: Personnummer, on: date, work: Work) -> UUID:
        """The person's participant id; a new, random one at her first consent.

        Of two first consents at the same moment one meets the other's row: it is tried again, and finds her.
        """
        if known := self.find(personnummer, work):
            return known
        self._refuse_another_key(work)
        participant_id = uuid4()
        sealed = self.vault.seal(participant_id, {"personnummer": personnummer.digits}, record=participant_id)
        work.add(Participant.register(participant_id, sealed=sealed, on=on))
        work.write(
            "INSERT INTO identities VALUES (:index, :participant_id)",
            {"index": self.index.of(personnummer.digits), "participant_id": str(participant_id)},
        )
        return participant_id

    def _refuse_another_key(self, work: Work) -> None:
        """Under another key everybody would look new, and get a second id."""
        rows = work.rows(
            "SELECT MIN(personnummer_index) AS lowest, MAX(personnummer_index) AS highest FROM identities"
        )
        key, _, _ = self.index.of("").partition(":")
        if any(value and not value.startswith(key) for value in rows[0].values()):
            raise IndexKeyChanged
