"""One good instance of everything: fixed ids, fixed dates, nothing random."""

from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from chassis.decisions.persons import Person
from chassis.decisions.work import Application
from chassis.settings.environment import load_settings
from consent.consent.terms import Channel, Terms
from consent.covering.cover_referral import CoverReferral, ReferralCovered
from consent.emergency.confirm_emergency_access import ConfirmEmergencyAccess
from consent.emergency.request_emergency_access import RequestEmergencyAccess
from consent.error_entry.enter_in_error import ReferralEnteredInError as ErrorNoted
from consent.expiring.expire_consents import ConsentExpired
from consent.granting.grant_consent import ConsentGranted, GrantConsent
from consent.lookups.look_up_participant import LookUpParticipant
from consent.refusing.refuse_consent import RefuseConsent
from consent.revoking.consent_revoked import ConsentRevoked
from consent.revoking.revoke_consent import RevokeConsent
from consent.service import ConsentSettings
from samplan.contracts.codes import Agency, ConsentKind, ConsentPurpose, RevocationReason
from samplan.contracts.referral import ReferralEnteredInError
from samplan.privacy.personnummer import Personnummer
from samplan.testing.given import Fact, fact
from samplan.testing.vouchers import peers_in, voucher_for

CONSENT = UUID("c1a7e3d4-2b6f-4f88-8d19-5e0a9b3c7d01")
PARTICIPANT = UUID("9e4d2f10-7c3b-4a65-b8e2-1d6f0a5c8b01")
REFERRAL = UUID("6d0b8a52-5f0e-4b7c-9a53-0c5f6f1e2a01")
OTHER_REFERRAL = UUID("6d0b8a52-5f0e-4b7c-9a53-0c5f6f1e2a02")
NOBODYS = UUID("00000000-0000-4000-8000-000000000000")

KEEPER, CITY, CARE, OUTSIDER = Agency.FINSAM, Agency.MALMO_IFO, Agency.REGION_SKANE, Agency.FK
CIRCLE = (Agency.AF, CITY, CARE)
KEEPERS_OF_REFERRALS = (CITY, Agency.AF)
PROGRAMMES = Path(__file__).parents[3] / "programmes"
PROGRAMME = "malmokraften"

GRANTED_ON = date(2020, 2, 17)
DAY_AFTER = date(2020, 2, 18)
SEPTEMBER_1 = date(2020, 9, 1)
LAST_DAY = date(2021, 2, 16)
A_YEAR_LATER = date(2021, 2, 17)

WITHDRAWN, IN_ERROR = RevocationReason

WRONG = ReferralEnteredInError(referral_id=REFERRAL, occurred_on=SEPTEMBER_1)
WRONG_TOO = ReferralEnteredInError(referral_id=OTHER_REFERRAL, occurred_on=SEPTEMBER_1)

TERMS = Terms(agencies=frozenset({*CIRCLE, Agency.MALMO_AMA, OUTSIDER}), max_months=12)

FIRST, SECOND = (Person("samplan-development", subject) for subject in ("k7f3", "m2a9"))
NUMBER = "19121212-1212"
OTHER_NUMBER = "19900101-0017"

FORM: dict[str, Any] = {
    "referral_id": REFERRAL,
    "agencies": CIRCLE,
    "purpose": ConsentPurpose.COORDINATION,
    "kind": ConsentKind.SECRECY_WAIVER,
    "valid_until": LAST_DAY,
    "channel": Channel.MEETING,
    "language": "ar",
    "interpreter": True,
}

GRANT: dict[str, Any] = {
    "personnummer": NUMBER,
    "referralId": str(REFERRAL),
    "programme": PROGRAMME,
    "agencies": [agency.value for agency in CIRCLE],
    "purpose": "coordination",
    "kind": "secrecy_waiver",
    "validUntil": "2021-02-16",
    "channel": "meeting",
    "language": "ar",
    "interpreter": True,
    "occurredOn": "2020-02-17",
}


def settings_in(data_dir: Path) -> ConsentSettings:
    peers = peers_in(data_dir / "peers", *KEEPERS_OF_REFERRALS)
    return load_settings(
        ConsentSettings,
        data_dir=data_dir,
        programmes_dir=PROGRAMMES,
        peer_keys_dir=peers,
        development="on",
    )


def person(number: str = NUMBER) -> Personnummer:
    return Personnummer.parse(number, on=GRANTED_ON)


def next_version() -> int:
    """The number that the next change of the participant's circle gets."""
    return 2


def granted(**changes: Any) -> Fact:
    """By the city, for the circle, on 17 February 2020 and for a year."""
    form = {**FORM, "participant_id": PARTICIPANT, "recorded_by": CITY, "occurred_on": GRANTED_ON}
    return fact(ConsentGranted, **{**form, **changes})


def covered(referral_id: UUID = OTHER_REFERRAL, on: date = SEPTEMBER_1) -> Fact:
    return fact(ReferralCovered, participant_id=PARTICIPANT, referral_id=referral_id, occurred_on=on)


def revoked(on: date = SEPTEMBER_1, reason: RevocationReason = WITHDRAWN, by: Agency = CITY) -> Fact:
    return fact(ConsentRevoked, participant_id=PARTICIPANT, recorded_by=by, reason=reason, occurred_on=on)


def wrong(referral_id: UUID = REFERRAL, on: date = SEPTEMBER_1) -> Fact:
    return fact(ErrorNoted, referral_id=referral_id, occurred_on=on)


def expired() -> Fact:
    return fact(ConsentExpired, participant_id=PARTICIPANT, occurred_on=A_YEAR_LATER)


def grant(**changes: Any) -> GrantConsent:
    """With a voucher for its referral and number, as the agency that referred."""
    form = {**FORM, "personnummer": person(), "programme": PROGRAMME, "by": CITY, "occurred_on": GRANTED_ON}
    asked = {**form, **changes}
    vouched = voucher_for(asked["referral_id"], asked["personnummer"], referrer=asked["by"])
    return GrantConsent(**{"voucher": vouched, **asked})


def refuse(by: Agency = CITY, **changes: Any) -> RefuseConsent:
    asked = {"referral_id": REFERRAL, "by": by, "occurred_on": GRANTED_ON, **changes}
    return RefuseConsent(**{"voucher": voucher_for(REFERRAL, person(), referrer=by), **asked})


def cover(consent_id: UUID, **changes: Any) -> CoverReferral:
    asked: dict[str, Any] = {
        "personnummer": person(),
        "referral_id": OTHER_REFERRAL,
        "by": CARE,
        "occurred_on": SEPTEMBER_1,
    }
    asked |= changes
    vouched = voucher_for(asked["referral_id"], asked["personnummer"], referrer=asked["by"])
    return CoverReferral(consent_id=consent_id, **{"voucher": vouched, **asked})


def revoke(consent_id: UUID, by: Agency = CITY, on: date = SEPTEMBER_1) -> RevokeConsent:
    return RevokeConsent(consent_id=consent_id, by=by, occurred_on=on)


def open_emergency_access(desk: Application, participant: UUID, agency: Agency) -> datetime:
    """As two persons of the agency do, on the business date; when it was opened."""
    asked = RequestEmergencyAccess(
        participant_id=participant, programme=PROGRAMME, reason="Akut fara", by=agency, person=FIRST
    )
    desk.execute(asked)
    confirmed = ConfirmEmergencyAccess(access_id=asked.access_id, by=agency, person=SECOND)
    desk.execute(confirmed)
    return confirmed.confirmed_at


def look_up(**changes: Any) -> LookUpParticipant:
    asked = {
        "personnummer": person(),
        "purpose": ConsentPurpose.COORDINATION,
        "by": CARE,
        "occurred_on": DAY_AFTER,
    }
    return LookUpParticipant(**{**asked, **changes})
