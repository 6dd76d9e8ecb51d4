"""Command, load, decide, save. `handlers` is the service's table of contents."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from chassis.decisions.work import Handlers, Work
from chassis.settings.programmes import Programmes
from consent.commands import (
    CoverReferral,
    EnterInError,
    ExpireConsents,
    GrantConsent,
    LookUpParticipant,
    RefuseConsent,
    ReplaceNumber,
    RevokeConsent,
    UndoReplacement,
)
from consent.domain.consent import Consent
from consent.domain.disclosure import Disclosure
from consent.domain.number_replacement import NumberReplacement, Standing
from consent.domain.refusals import (
    AlreadyReplaced,
    ConsentAlreadyInForce,
    ConsentNotFound,
    NotAParty,
    NumberNotKnown,
    OnlyTheKeeper,
    ParticipantNotFound,
    ReferralInError,
)
from consent.domain.refused_consent import RefusedConsent
from consent.queries.consents_in_force import consent_of_referral, consent_that_opens
from consent.queries.consents_to_expire import consents_to_expire
from consent.queries.identities import Identities
from consent.queries.known_referrals import is_in_error, note_error
from consent.queries.register import consents_that_cover, enter, is_open_to, leave_out, require_caught_up
from consent.queries.replaced_participants import enter_replacement, linked_persons, standing_participant
from consent.rules import terms_in_force
from samplan.contracts.codes import Agency


@dataclass(frozen=True, kw_only=True)
class ConsentDesk:
    """The handlers, with what they need: the programmes' rules, who is who, and who keeps the consents."""

    programmes: Programmes
    identities: Identities
    keeper: Agency

    def grant(self, command: GrantConsent, work: Work) -> Consent:
        if command.by not in (*command.agencies, self.keeper):
            raise NotAParty
        terms = terms_in_force(self.programmes, command.programme, command.on)
        terms.check(command.agencies, command.on, command.valid_until)
        _refuse_in_error(command.referral_id, work)
        if known := consent_of_referral(work, command.referral_id, command.purpose, command.kind, command.on):
            raise ConsentAlreadyInForce(consentId=str(known))
        consent = Consent.grant(
            uuid4(),
            terms=terms,
            participant_id=self.identities.find_or_register(command.personnummer, command.on, work),
            referral_id=command.referral_id,
            agencies=command.agencies,
            purpose=command.purpose,
            kind=command.kind,
            valid_until=command.valid_until,
            channel=command.channel,
            language=command.language,
            interpreter=command.interpreter,
            recorded_by=command.by,
            on=command.on,
        )
        return enter(work.add(consent), work)

    def refuse(self, command: RefuseConsent, work: Work) -> RefusedConsent:
        return work.add(
            RefusedConsent.refuse(
                uuid4(), referral_id=command.referral_id, recorded_by=command.by, on=command.on
            )
        )

    def cover(self, command: CoverReferral, work: Work) -> Consent:
        """The number proves that the referral is hers: a consent is never stretched to somebody else."""
        consent = self._consent(command, work)
        hers = standing_participant(consent.participant_id, work)
        if self.identities.find(command.personnummer, work) != hers:
            raise ConsentNotFound
        _refuse_in_error(command.referral_id, work)
        consent.cover(command.referral_id, command.on)
        return enter(consent, work)

    def revoke(self, command: RevokeConsent, work: Work) -> Consent:
        consent = self._consent(command, work)
        consent.revoke(command.reason, command.by, command.on)
        return enter(consent, work)

    def enter_in_error(self, command: EnterInError, work: Work) -> None:
        """Known before any consent covers the referral, it keeps the consent from being given."""
        note_error(command.referral_id, command.on, work)
        for consent_id in consents_that_cover(command.referral_id, work):
            consent = work.load(Consent, consent_id)
            consent.enter_in_error(command.referral_id, self.keeper, command.on)
            leave_out(enter(consent, work), command.referral_id, work)

    def expire(self, command: ExpireConsents, work: Work) -> int:
        """How many consents have expired since the last time."""
        expired = consents_to_expire(work, command.as_of)
        for consent_id in expired:
            consent = work.load(Consent, consent_id)
            consent.expire(command.as_of)
            enter(consent, work)
        return len(expired)

    def look_up(self, command: LookUpParticipant, work: Work) -> Disclosure:
        """Answers only an agency that a consent in force names, and records that it did."""
        participant_id = self.identities.find(command.personnummer, work)
        if participant_id is None:
            raise ParticipantNotFound
        opening = (
            consent_that_opens(work, one, command.by, command.purpose, command.on)
            for one in linked_persons(participant_id, work)
        )
        consent_id = next((one for one in opening if one), None)
        if consent_id is None:
            raise ParticipantNotFound
        require_caught_up(consent_id, work)
        return work.add(
            Disclosure.make(
                uuid4(),
                to=command.by,
                purpose=command.purpose,
                participant_id=participant_id,
                consent_id=consent_id,
                on=command.on,
            )
        )

    def replace_number(self, command: ReplaceNumber, work: Work) -> NumberReplacement:
        """A person's decision, which says which id stands; nothing is merged, nor told to anybody."""
        self._check_is_keeper(command.by)
        old = self.identities.find(command.old, work)
        if old is None:
            raise NumberNotKnown
        new = self.identities.find_or_register(command.new, command.on, work)
        standing, replaced = (old, new) if command.standing is Standing.OLD else (new, old)
        if standing == replaced:
            raise AlreadyReplaced
        replacement = NumberReplacement.record(
            uuid4(), replaced=replaced, standing=standing, reason=command.reason, on=command.on
        )
        return enter_replacement(work.add(replacement), work)

    def undo_replacement(self, command: UndoReplacement, work: Work) -> NumberReplacement:
        self._check_is_keeper(command.by)
        replacement = work.load(NumberReplacement, command.replacement_id)
        replacement.undo(command.on)
        return enter_replacement(replacement, work)

    def _check_is_keeper(self, by: Agency) -> None:
        if by != self.keeper:
            raise OnlyTheKeeper

    def _consent(self, command: CoverReferral | RevokeConsent, work: Work) -> Consent:
        # Before the version is looked at: a stale one would tell a stranger that there is a consent.
        if command.by != self.keeper and not is_open_to(command.consent_id, command.by, work):
            raise ConsentNotFound
        consent = work.find(Consent, command.consent_id)
        if consent is None:
            raise ConsentNotFound
        return consent


def _refuse_in_error(referral_id: UUID, work: Work) -> None:
    if is_in_error(referral_id, work):
        raise ReferralInError


def handlers(programmes: Programmes, identities: Identities, keeper: Agency) -> Handlers:
    """What the service does, command by command, as the agency that keeps the consents."""
    desk = ConsentDesk(programmes=programmes, identities=identities, keeper=keeper)
    return {
        GrantConsent: desk.grant,
        RefuseConsent: desk.refuse,
        CoverReferral: desk.cover,
        RevokeConsent: desk.revoke,
        EnterInError: desk.enter_in_error,
        ExpireConsents: desk.expire,
        LookUpParticipant: desk.look_up,
        ReplaceNumber: desk.replace_number,
        UndoReplacement: desk.undo_replacement,
    }
