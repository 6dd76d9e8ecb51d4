"""Whose personnummer is this? The one place where a personnummer meets a participant id.

Not a read model: no fact holds the index of a number, so nothing but the command that registers can write it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID, uuid4

from chassis.decisions.commands import Records
from chassis.decisions.domain import Refused
from consent.number_replacements.linked_participants import PARTICIPANTS
from consent.participants.participant import Participant, ParticipantRegistered
from samplan.privacy.personnummer import Personnummer
from samplan.privacy.vault import BlindIndex, Erased, Vault

TABLES = (
    """CREATE TABLE identities (
        personnummer_index TEXT PRIMARY KEY, participant_id TEXT NOT NULL UNIQUE)""",
)


class IndexKeyChanged(Refused):
    """The key of the blind index is not the one that the stored numbers were indexed with."""

    code = "index_key_changed"
    status = 503
    title: ClassVar[str] = "The service was started with another key"


class NotErased(Exception):
    """The key store still opens what was sealed for the participant."""


@dataclass(frozen=True)
class BlindIdentities:
    """Persons by a blind index of their number; the number itself is sealed under a key of each person."""

    vault: Vault
    index: BlindIndex

    def find(self, personnummer: Personnummer, work: Records) -> UUID | None:
        """The participant id that stands for the person, or None for a person who has never given consent."""
        own = self._of_number(personnummer, work)
        return None if own is None else PARTICIPANTS.standing(own, work)

    def find_or_register(self, personnummer: Personnummer, on: date, work: Records) -> UUID:
        """The participant id that stands for the person; a new, random one at the first consent.

        Of two first consents at once, one fails on the table's key: tried again, it finds the participant.
        """
        participant_id = uuid4()
        # For a known person too: the time that a grant takes says nothing about who was known (C-15).
        sealed = self.vault.seal(participant_id, {"personnummer": personnummer.digits}, record=participant_id)
        if known := self.find(personnummer, work):
            return known
        self._refuse_another_key(work)
        work.add(Participant.begin(ParticipantRegistered, participant_id, sealed=sealed, occurred_on=on))
        work.write(
            "INSERT INTO identities VALUES (:index, :participant_id)",
            {"index": self.index.of(personnummer.digits), "participant_id": str(participant_id)},
        )
        return participant_id

    def seal(self, participant_id: UUID, words: Mapping[str, str], *, record: UUID) -> str:
        """Text that only this service can open, until the participant is erased."""
        return self.vault.seal(participant_id, words, record=record)

    def open(self, sealed: str, *, record: UUID) -> Mapping[str, str] | None:
        """What `seal` was given; None once the participant is erased."""
        opened = self.vault.open(sealed, record=record)
        return None if isinstance(opened, Erased) else opened

    def erase(self, participant_id: UUID, sealed: str, work: Records) -> None:
        """Destroy the participant's key and forget their number. Raises unless the key is destroyed."""
        self.vault.destroy(participant_id)
        if not isinstance(self.vault.open(sealed, record=participant_id), Erased):
            raise NotErased
        work.write(
            "DELETE FROM identities WHERE participant_id = :participant_id",
            {"participant_id": str(participant_id)},
        )

    def _of_number(self, personnummer: Personnummer, work: Records) -> UUID | None:
        rows = work.rows(
            "SELECT participant_id FROM identities WHERE personnummer_index = :index",
            {"index": self.index.of(personnummer.digits)},
        )
        return UUID(rows[0]["participant_id"]) if rows else None

    def _refuse_another_key(self, work: Records) -> None:
        """Under another key every number would look new, and get a second id."""
        rows = work.rows(
            "SELECT MIN(personnummer_index) AS lowest, MAX(personnummer_index) AS highest FROM identities"
        )
        key, _, _ = self.index.of("").partition(":")
        if any(value and not value.startswith(key) for value in rows[0].values()):
            raise IndexKeyChanged
