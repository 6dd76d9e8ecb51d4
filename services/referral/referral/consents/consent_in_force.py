"""Which consent carries an enrolment or a disclosure on a day (R-06)?"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from chassis.decisions.commands import Records
from referral.consents.covered_referrals import consents_about
from referral.consents.known_consent import ConsentNotInForce, KnownConsent
from samplan.contracts.codes import Agency


def consents_of(referral_id: UUID, work: Records) -> list[KnownConsent]:
    """Those that are known of for a referral, the first one first."""
    return [work.load(KnownConsent, known) for known in consents_about(referral_id, work)]


def consent_in_force(
    consents: Iterable[KnownConsent], needed: frozenset[Agency], on: date
) -> tuple[UUID, UUID]:
    """The consent and the participant it is about. Raises ConsentNotInForce for the last that is known."""
    refusal = ConsentNotInForce(reason="no_consent", missing=sorted(needed))
    for consent in consents:
        try:
            return consent.id, consent.participant_if(needed, on)
        except ConsentNotInForce as refused:
            refusal = refused
    raise refusal


def consent_to_rest_on(
    consents: Iterable[KnownConsent], needed: frozenset[Agency], on: date, work: Records
) -> tuple[UUID, UUID]:
    """A consent in force and the participant it is about; one that may have ended only if there is no other.

    Raises ConsentNotInForce, and StillCatchingUp rather than rest on one that may have ended (I24).
    """
    closed = work.closed_subjects()
    found = consent_in_force(sorted(consents, key=lambda one: one.id in closed), needed, on)
    work.require_caught_up(found[0])
    return found
