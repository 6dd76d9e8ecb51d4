from dataclasses import field
from datetime import date
from typing import ClassVar
from uuid import UUID, uuid4

from chassis.decisions.commands import Command, PlannedDate, Records, ShortText
from chassis.decisions.domain import Created, Refused
from consent.circle_versions.circle_versions import take_version
from consent.consent import Consent, ConsentFact, Office
from consent.consent.refusals import EndDateHasPassed, PurposeNotOfKind
from consent.consent.terms import Capacity, Channel, Language, ProgrammeId, Terms, VoucherToken
from consent.error_entry.known_referrals import require_right_person
from consent.number_replacements.linked_participants import PARTICIPANTS
from consent.participants.deceased_participants import ParticipantHasDied, has_died
from consent.parties.parties import terms_on
from consent.register.consents_of_referral import consents_of_referral
from consent.vouchers.require_voucher import PROOF, Claim, require_voucher
from samplan.contracts.access import purposes_of
from samplan.contracts.codes import Agency, ConsentKind, ConsentPurpose
from samplan.privacy.personnummer import Personnummer


class NotAParty(Refused):
    """A consent is recorded by an agency that it names, or by the keeper of consents."""

    code = "not_a_party"
    status = 403
    title: ClassVar[str] = "Only an agency that the consent names may record it"


class ConsentAlreadyInForce(Refused):
    """The referral already has a consent that says exactly this; `consentId` points to it."""

    code = "consent_already_in_force"
    title: ClassVar[str] = "The referral already has such a consent"


class ConsentGranted(Created, ConsentFact):
    """`language` is the one that the consent was explained in; `signed_by` who signed, in what capacity.

    `sealed`: the place, which stays here.
    """

    TOPIC = "consent.ConsentGranted"
    participant_id: UUID
    referral_id: UUID
    agencies: tuple[Agency, ...]
    purpose: ConsentPurpose
    kind: ConsentKind
    valid_until: date
    channel: Channel
    language: str
    interpreter: bool
    recorded_by: Agency
    signed_by: Capacity = Capacity.PARTICIPANT
    programme: str | None = None
    covers_earlier: bool = False
    granted_by: Agency | None = None
    circle_version: int | None = None
    sealed: str | None = None


STATED = (
    *("referral_id", "programme", "agencies", "purpose", "kind", "covers_earlier", "valid_until"),
    *("channel", "language", "interpreter", "signed_by", "occurred_on"),
)
"""What the consent has as the command states it."""


class GrantConsent(Command[Office], path="", sv="Lämna samtycke", en="Grant a consent", creates=True):
    """The first consent of a person makes the participant; a later one finds the participant.

    Recorded by an agency that the consent names: the one that referred, or the one whose service keeps the
    referral and has signed the voucher. The answer is the same whether or not the person was known.
    Several may be in force side by side: an agency may know what one of them lets it know.
    `coversEarlier`: also facts dated before it. `place`: where it was given; it is shown with the consent.
    """

    RENEWED = PROOF

    consent_id: UUID = field(default_factory=uuid4)
    voucher: VoucherToken
    personnummer: Personnummer
    referral_id: UUID
    programme: ProgrammeId
    agencies: tuple[Agency, ...]
    purpose: ConsentPurpose
    kind: ConsentKind
    valid_until: PlannedDate
    channel: Channel
    language: Language
    interpreter: bool
    signed_by: Capacity = Capacity.PARTICIPANT
    covers_earlier: bool = False
    place: ShortText | None = None
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> Consent:
        if self.by not in (*self.agencies, office.keeper):
            raise NotAParty
        terms = terms_on(self.programme, self.occurred_on, work, office)
        self.require_within(terms)  # before any question that is about the person
        if self.valid_until < office.today():
            raise EndDateHasPassed
        voucher = require_voucher(self.voucher, self._claim(), work, office)
        require_right_person(self.referral_id, work)
        if known := self._known(work):
            raise ConsentAlreadyInForce(consentId=str(known))
        participant_id = office.identities.find_or_register(self.personnummer, self.occurred_on, work)
        if any(has_died(one, work) for one in PARTICIPANTS.linked(participant_id, work)):
            raise ParticipantHasDied
        version = take_version(participant_id, work)
        sealed = self._sealed(participant_id, office)
        return work.add(
            self.decide(terms, participant_id, version, is_protected=voucher.is_protected, sealed=sealed)
        )

    def _sealed(self, participant_id: UUID, office: Office) -> str | None:
        if self.place is None:
            return None
        return office.identities.seal(participant_id, {"place": self.place}, record=self.consent_id)

    def _claim(self) -> Claim:
        return Claim(
            referral_id=self.referral_id,
            by=self.by,
            on=self.occurred_on,
            personnummer=self.personnummer,
            programme=self.programme,
        )

    def require_within(self, terms: Terms) -> None:
        """Raises PurposeNotOfKind, AgencyNotInProgramme or EndDateOutOfRange."""
        if self.purpose not in purposes_of(self.kind):
            raise PurposeNotOfKind
        terms.check(self.agencies, self.occurred_on, self.valid_until)

    def decide(
        self,
        terms: Terms,
        participant_id: UUID,
        circle_version: int,
        *,
        is_protected: bool = False,
        sealed: str | None = None,
    ) -> Consent:
        """The consent. Raises what `require_within` raises."""
        self.require_within(terms)
        return Consent.begin(
            ConsentGranted,
            self.consent_id,
            **{name: getattr(self, name) for name in STATED},
            participant_id=participant_id,
            recorded_by=self.by,
            granted_by=self.by,
            circle_version=circle_version,
            sealed=sealed,
            is_protected=is_protected,
        )

    def _known(self, work: Records) -> UUID | None:
        """One in force that says exactly this: the same agencies, the same last day."""
        asked = (set(self.agencies), self.valid_until, self.covers_earlier)
        found = consents_of_referral(work, self.referral_id, self.purpose, self.kind, self.occurred_on)
        same = (
            one
            for one in (work.load(Consent, known) for known in found)
            if (set(one.agencies), one.valid_until, one.covers_earlier) == asked
        )
        return next((one.id for one in same), None)
