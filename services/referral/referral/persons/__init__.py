"""The persons behind the referrals: found by a blind index, their fields sealed under a key of their own."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from chassis.decisions.work import Work
from referral.domain.referral import Referral
from referral.domain.refusals import PersonIsErased
from referral.domain.study_visit import months_after
from referral.form.fields import Form
from referral.form.meeting import Meeting
from referral.persons import replaced
from referral.persons.replaced import linked_persons
from samplan.bus.store.migrations import Migration
from samplan.privacy.personnummer import Personnummer
from samplan.privacy.vault import BlindIndex, Erased, PersonErased, Vault

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
    Migration(
        "persons-2",
        (
            """CREATE TABLE person_referrals (
                referral_id TEXT PRIMARY KEY, person TEXT NOT NULL, programme TEXT NOT NULL,
                referred_on TEXT NOT NULL)""",
            "CREATE INDEX person_referrals_by_person ON person_referrals (person, programme, referred_on)",
            # Those that are open are the ones a later referral may have to be linked to.
            """INSERT INTO person_referrals
                SELECT o.referral_id, o.person, o.programme, c.referred_on
                FROM open_referrals o JOIN cases c ON c.referral_id = o.referral_id""",
        ),
    ),
    replaced.MIGRATION,
)


INNER = "sealed"
_OF_PERSON = """
SELECT referral_id, referred_on FROM person_referrals
WHERE person = :person AND programme = :programme ORDER BY referral_id"""
_ALL_OF_PERSON = "SELECT referral_id FROM person_referrals WHERE person = :person ORDER BY referral_id"
_PROTECTED = "SELECT referral_id FROM cases WHERE referral_id = :id AND is_protected = 1"


class Persons:
    """Knows a person by an id of its own, which never leaves the service."""

    def __init__(self, vault: Vault, index: BlindIndex) -> None:
        self._vault = vault
        self._index = index

    def known_as(self, number: Personnummer, work: Work) -> UUID:
        """The person's id here; a new one at the first referral."""
        blind_index = self._index.of(number.digits)
        work.write(
            # Held to the commit: a number is not replaced while somebody is referred by it.
            "INSERT INTO persons VALUES (:blind_index, :person)"
            " ON CONFLICT (blind_index) DO UPDATE SET person = persons.person",
            {"blind_index": blind_index, "person": str(uuid4())},
        )
        rows = work.rows("SELECT person FROM persons WHERE blind_index = :i", {"i": blind_index})
        return UUID(rows[0]["person"])

    def knows(self, number: Personnummer, work: Work) -> bool:
        index = {"i": self._index.of(number.digits)}
        return bool(work.rows("SELECT person FROM persons WHERE blind_index = :i", index))

    def forget(self, number: Personnummer, work: Work) -> list[UUID]:
        """Find nobody by this number any more, nor by any other of hers; whom it was."""
        if not self.knows(number, work):
            return []
        everyone = linked_persons(self.known_as(number, work), work)
        for person in everyone:
            work.write("DELETE FROM persons WHERE person = :person", {"person": str(person)})
        return everyone

    def referrals(self, work: Work) -> list[UUID]:
        """All that are linked to a person."""
        rows = work.rows("SELECT referral_id FROM person_referrals ORDER BY referral_id")
        return [UUID(row["referral_id"]) for row in rows]

    def index_anew(self, persons: Iterable[tuple[Personnummer, UUID]], index: BlindIndex, work: Work) -> int:
        """Put the persons under another index's key; how many they are. Those erased are left out."""
        entries = {index.of(number.digits): str(person) for number, person in persons}
        work.write("DELETE FROM persons")
        for blind_index, person in entries.items():
            work.write("INSERT INTO persons VALUES (:i, :person)", {"i": blind_index, "person": person})
        self._index = index
        return len(entries)

    def link(self, referral: Referral, work: Work) -> tuple[UUID | None, int]:
        """The person's referral to the programme before this, and how many there are within 12 months."""
        earlier = [
            (date.fromisoformat(row["referred_on"]), UUID(row["referral_id"]))
            for person in linked_persons(referral.person, work)
            for row in work.rows(_OF_PERSON, {"person": str(person), "programme": referral.programme})
        ]
        work.write(
            "INSERT INTO person_referrals VALUES (:id, :person, :programme, :referred_on)",
            {
                "id": str(referral.id),
                "person": str(referral.person),
                "programme": referral.programme,
                "referred_on": referral.referred_on.isoformat(),
            },
        )
        a_year_before = months_after(referral.referred_on, -12)
        recent = sum(on > a_year_before for on, _ in earlier)
        last = max(earlier, key=lambda one: one[0], default=None)
        return (last[1] if last else None), recent + 1

    def referrals_of(self, person: UUID, work: Work) -> list[UUID]:
        """All of hers, by whichever number."""
        return [
            UUID(row["referral_id"])
            for one in linked_persons(person, work)
            for row in work.rows(_ALL_OF_PERSON, {"person": str(one)})
        ]

    def is_protected(self, person: UUID, work: Work) -> bool:
        """Whether a referral of hers states protected identity."""
        return any(
            work.rows(_PROTECTED, {"id": str(referral_id)}) for referral_id in self.referrals_of(person, work)
        )

    def seal_number(self, person: UUID, number: Personnummer, record: UUID) -> str:
        """Raises PersonIsErased."""
        return self._sealed(person, {"personnummer": number.digits}, record)

    def opened_number(self, sealed: str, record: UUID) -> Personnummer | None:
        """None once the person's key is destroyed."""
        fields = self._opened(sealed, record)
        return Personnummer(fields["personnummer"]) if fields else None

    def unlink(self, referral_id: UUID, work: Work) -> None:
        """The referral is nobody's any more."""
        work.write("DELETE FROM person_referrals WHERE referral_id = :id", {"id": str(referral_id)})

    def seal(self, person: UUID, part: Form | Meeting, referral_id: UUID) -> str:
        """Raises PersonIsErased."""
        return self._sealed(person, part.model_dump(mode="json", exclude_defaults=True), referral_id)

    def seal_words(self, person: UUID, said: dict[str, str], referral_id: UUID) -> str | None:
        """None where nothing was said. Raises PersonIsErased."""
        return self._sealed(person, said, referral_id) if said else None

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
            inner = self._vault.seal(person, fields, record=referral_id)
            # Sealed twice: the referral's own key erases what was said of the wrong person, and no more.
            return self._vault.seal(referral_id, {INNER: inner}, record=referral_id)
        except PersonErased:
            raise PersonIsErased from None

    def _opened(self, sealed: str, referral_id: UUID) -> dict[str, Any] | None:
        fields = self._vault.open(sealed, record=referral_id)
        if not isinstance(fields, Erased) and fields.keys() == {INNER}:
            fields = self._vault.open(fields[INNER], record=referral_id)
        return None if isinstance(fields, Erased) else fields
