"""What the consent service tells: noted, and tied to the referrals of this service that it speaks of."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from chassis.decisions.work import Work
from referral.commands import NoteConsent, NoteCoverage, NoteRefusal, WithdrawConsent
from referral.domain.known_consent import ConsentEnd, KnownConsent, consent_in_force
from referral.queries.cases import enter_coverage, is_ours
from samplan.contracts.codes import Agency


def note_consent(command: NoteConsent, work: Work) -> None:
    """Its terms, whosever referral it was given for: it may come to cover one of ours (C-14)."""
    consent = _heard_of(command, work)
    consent.note_grant(command.agencies, command.valid_until, command.on)
    if is_ours(command.referral_id, work):
        _cover(consent, command, command.participant_id, work)


def note_coverage(command: NoteCoverage, work: Work) -> None:
    if is_ours(command.referral_id, work):
        _cover(_heard_of(command, work), command, command.participant_id, work)


def withdraw_consent(command: WithdrawConsent, work: Work) -> None:
    _heard_of(command, work).note_end(command.reason, command.on)


def note_refusal(command: NoteRefusal, work: Work) -> None:
    if is_ours(command.referral_id, work):
        consent = _heard_of(command, work)
        consent.note_end(ConsentEnd.REFUSED, command.on)
        _cover(consent, command, None, work)


def consent_to_rest_on(
    consents: Iterable[KnownConsent], needed: frozenset[Agency], on: date, work: Work
) -> tuple[UUID, UUID]:
    """A consent in force and the participant it is about; one that may have ended only if there is no other.

    Raises ConsentNotInForce, and StillCatchingUp rather than rest on one that may have ended (I24).
    """
    closed = work.closed_subjects()
    found = consent_in_force(sorted(consents, key=lambda one: one.id in closed), needed, on)
    work.require_caught_up(found[0])
    return found


def _heard_of(
    command: NoteConsent | NoteCoverage | NoteRefusal | WithdrawConsent, work: Work
) -> KnownConsent:
    known = work.find(KnownConsent, command.consent_id)
    return known or work.add(KnownConsent.hear_of(command.consent_id, command.on))


def _cover(
    consent: KnownConsent,
    command: NoteConsent | NoteCoverage | NoteRefusal,
    participant_id: UUID | None,
    work: Work,
) -> None:
    consent.note_coverage(command.referral_id, participant_id, command.on)
    enter_coverage(command.referral_id, consent.id, work)
