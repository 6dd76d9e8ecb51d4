"""What the consent service tells: noted, and tied to the referrals it speaks of."""

from chassis.work import Work
from referral.commands import NoteConsent, NoteCoverage, NoteRefusal, WithdrawConsent
from referral.domain.known_consent import ConsentEnd, KnownConsent
from referral.queries.cases import enter_coverage


def note_consent(command: NoteConsent, work: Work) -> None:
    consent = _heard_of(command, work)
    consent.note_grant(command.participant_id, command.agencies, command.valid_until, command.on)
    _cover(consent, command, work)


def note_coverage(command: NoteCoverage, work: Work) -> None:
    _cover(_heard_of(command, work), command, work)


def withdraw_consent(command: WithdrawConsent, work: Work) -> None:
    _heard_of(command, work).note_end(command.reason, command.on)


def note_refusal(command: NoteRefusal, work: Work) -> None:
    consent = _heard_of(command, work)
    consent.note_end(ConsentEnd.REFUSED, command.on)
    _cover(consent, command, work)


def _heard_of(
    command: NoteConsent | NoteCoverage | NoteRefusal | WithdrawConsent, work: Work
) -> KnownConsent:
    known = work.find(KnownConsent, command.consent_id)
    return known or work.add(KnownConsent.hear_of(command.consent_id, command.on))


def _cover(consent: KnownConsent, command: NoteConsent | NoteCoverage | NoteRefusal, work: Work) -> None:
    consent.note_coverage(command.referral_id, command.on)
    enter_coverage(command.referral_id, consent.id, work)
