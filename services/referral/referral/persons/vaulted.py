"""Persons behind a blind index and a vault."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID, uuid4

from chassis.decisions.commands import Records
from chassis.http.fields import STORED
from referral.case.referral import Referral
from referral.case.refusals import PersonIsErased
from referral.case.sealed_change import in_order
from referral.form.asked import Sealable
from referral.form.details import ContactDetails, Representative
from referral.form.fields import Form
from referral.form.meeting import Meeting
from referral.office.office import Dated, Index
from referral.persons.replaced import PERSONS
from samplan.privacy.personnummer import Personnummer
from samplan.privacy.vault import Erased, PersonErased, Vault

INNER = "sealed"


class VaultedPersons:
    """Knows a person by an id of its own, which never leaves the service."""

    def __init__(self, vault: Vault, index: Index) -> None:
        self._vault = vault
        self._index = index

    def known_as(self, number: Personnummer, work: Records) -> UUID:
        blind_index = self._index.of(number.digits)
        work.write(
            # Locks the row until the commit: a number is not replaced while its person is being referred.
            "INSERT INTO persons VALUES (:blind_index, :person)"
            " ON CONFLICT (blind_index) DO UPDATE SET person = persons.person",
            {"blind_index": blind_index, "person": str(uuid4())},
        )
        rows = work.rows("SELECT person FROM persons WHERE blind_index = :i", {"i": blind_index})
        return UUID(rows[0]["person"])

    def knows(self, number: Personnummer, work: Records) -> bool:
        index = {"i": self._index.of(number.digits)}
        return bool(work.rows("SELECT person FROM persons WHERE blind_index = :i", index))

    def known_by(self, number: Personnummer, work: Records) -> list[UUID]:
        return PERSONS.linked(self.known_as(number, work), work) if self.knows(number, work) else []

    def forget_person(self, person: UUID, work: Records) -> None:
        work.write("DELETE FROM persons WHERE person = :person", {"person": str(person)})

    def reindex(self, persons: Iterable[tuple[Personnummer, UUID]], index: Index, work: Records) -> int:
        entries = {index.of(number.digits): str(person) for number, person in persons}
        work.write("DELETE FROM persons")
        for blind_index, person in entries.items():
            work.write("INSERT INTO persons VALUES (:i, :person)", {"i": blind_index, "person": person})
        self._index = index
        return len(entries)

    def seal(self, person: UUID, part: Sealable, record: UUID) -> str:
        return self._sealed(person, part.to_seal(), record)

    def seal_words(self, person: UUID, said: Mapping[str, str], record: UUID) -> str | None:
        return self._sealed(person, dict(said), record) if said else None

    def seal_number(self, person: UUID, number: Personnummer, record: UUID) -> str:
        return self._sealed(person, {"personnummer": number.digits}, record)

    def opened_number(self, sealed: str, record: UUID) -> Personnummer | None:
        fields = self._opened(sealed, record)
        return Personnummer(fields["personnummer"]) if fields else None

    def opened_form(self, sealed: str, record: UUID) -> Form | None:
        fields = self._opened(sealed, record)
        return None if fields is None else Form.model_validate(fields, context=STORED)

    def form_of(self, referral: Referral) -> Form | None:
        form = self.opened_form(referral.sealed, referral.id)
        later = [one for one in self.contacts_of(referral) if one.on >= referral.form_of_day]
        if form and later:
            form = form.reached_at(later[-1].stated)
        return form.protected() if form and referral.protections else form

    def contacts_of(self, referral: Referral) -> list[Dated[ContactDetails]]:
        return [
            Dated(on=one.on, by=one.by, stated=ContactDetails.model_validate(fields, context=STORED))
            for one in in_order(referral.contacts)
            if one.sealed and (fields := self._opened(one.sealed, referral.id))
        ]

    def representatives_of(self, referral: Referral) -> list[Dated[Representative | None]]:
        return [
            Dated(on=one.on, by=one.by, stated=self._representative(one.sealed, referral.id))
            for one in in_order(referral.representatives)
        ]

    def representative_of(self, referral: Referral) -> Representative | None:
        named = self.representatives_of(referral)
        return named[-1].stated if named else None

    def _representative(self, sealed: str | None, record: UUID) -> Representative | None:
        fields = sealed and self._opened(sealed, record)
        return Representative.model_validate(fields, context=STORED) if fields else None

    def meeting_of(self, referral: Referral) -> Meeting | None:
        fields = referral.sealed_meeting and self._opened(referral.sealed_meeting, referral.id)
        return Meeting.model_validate(fields, context=STORED) if fields else None

    def erase(self, person: UUID) -> None:
        self._vault.destroy(person)

    def _sealed(self, person: UUID, fields: dict[str, Any], record: UUID) -> str:
        try:
            inner = self._vault.seal(person, fields, record=record)
            # Sealed twice: the referral's own key erases what was said of the wrong person, and no more.
            return self._vault.seal(record, {INNER: inner}, record=record)
        except PersonErased:
            raise PersonIsErased from None

    def _opened(self, sealed: str, record: UUID) -> dict[str, Any] | None:
        fields = self._vault.open(sealed, record=record)
        if not isinstance(fields, Erased) and fields.keys() == {INNER}:
            fields = self._vault.open(fields[INNER], record=record)
        return None if isinstance(fields, Erased) else fields
