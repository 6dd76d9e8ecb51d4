"""The persons behind the referrals: found by a blind index, their fields sealed under a key of their own."""

from typing import Any
from uuid import UUID, uuid4

from chassis.migrations import Migration
from chassis.personnummer import Personnummer
from chassis.vault import BlindIndex, Erased, PersonErased, Vault
from chassis.work import Work
from referral.domain.referral import Referral
from referral.domain.refusals import PersonIsErased
from referral.form.fields import Form
from referral.form.meeting import Meeting

MIGRATIONS = (
    Migration(
        "persons-1",
        (
            "CREATE TABLE persons (blind_index TEXT PRIMARY KEY, person TEXT NOT NULL)",
            """CREATE TABLE open_referrals (
                person TEXT NOT NULL, programme TEXT NOT NULL, referral_id TEXT NOT NULL UNIQUE,
                PRIMARY KEY (person, programme))""",
        ),
    ),
)


class Persons:
    """Knows a person by an id of its own, which never leaves the service."""

    def __init__(self, vault: Vault, index: BlindIndex) -> None:
        self._vault = vault
        self._index = index

    def known_as(self, number: Personnummer, work: Work) -> UUID:
        """The person's id here; a new one at the first referral."""
        blind_index = self._index.of(number.digits)
        work.write(
            "INSERT INTO persons VALUES (:blind_index, :person) ON CONFLICT (blind_index) DO NOTHING",
            {"blind_index": blind_index, "person": str(uuid4())},
        )
        rows = work.rows("SELECT person FROM persons WHERE blind_index = :i", {"i": blind_index})
        return UUID(rows[0]["person"])

    def open_referral(self, person: UUID, programme: str, referral_id: UUID, work: Work) -> UUID:
        """Make this the person's open referral to the programme, unless one already is: then that one."""
        key = {"person": str(person), "programme": programme}
        work.write(
            "INSERT INTO open_referrals VALUES (:person, :programme, :referral_id)"
            " ON CONFLICT (person, programme) DO NOTHING",
            {**key, "referral_id": str(referral_id)},
        )
        rows = work.rows(
            "SELECT referral_id FROM open_referrals WHERE person = :person AND programme = :programme", key
        )
        return UUID(rows[0]["referral_id"])

    def close_referral(self, referral_id: UUID, work: Work) -> None:
        """Let the person be referred to the programme again."""
        work.write("DELETE FROM open_referrals WHERE referral_id = :id", {"id": str(referral_id)})

    def seal(self, person: UUID, part: Form | Meeting, referral_id: UUID) -> str:
        """Raises PersonIsErased."""
        return self._sealed(person, part.model_dump(mode="json", exclude_defaults=True), referral_id)

    def seal_words(self, person: UUID, words: str | None, referral_id: UUID) -> str | None:
        """Raises PersonIsErased."""
        return words and self._sealed(person, {"words": words}, referral_id)

    def form_of(self, referral: Referral) -> Form | None:
        """The form as it was filled in; None once the person's key is destroyed."""
        return self.opened_form(referral.sealed, referral.id)

    def opened_form(self, sealed: str, record: UUID) -> Form | None:
        """The form sealed for a record; None once its key is destroyed."""
        fields = self._opened(sealed, record)
        return None if fields is None else Form.model_validate(fields)

    def erase(self, person: UUID) -> None:
        """Destroy the person's key, or a draft's own: nothing sealed under it opens again (R-15)."""
        self._vault.destroy(person)

    def meeting_of(self, referral: Referral) -> Meeting | None:
        """What was agreed about the intake meeting; None when none is booked, or erased."""
        fields = referral.sealed_meeting and self._opened(referral.sealed_meeting, referral.id)
        return Meeting.model_validate(fields) if fields else None

    def _sealed(self, person: UUID, fields: dict[str, Any], referral_id: UUID) -> str:
        try:
            return self._vault.seal(person, fields, record=referral_id)
        except PersonErased:
            raise PersonIsErased from None

    def _opened(self, sealed: str, referral_id: UUID) -> dict[str, Any] | None:
        fields = self._vault.open(sealed, record=referral_id)
        return None if isinstance(fields, Erased) else fields
