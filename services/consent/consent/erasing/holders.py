"""Which services hold records of a participant: each erases them too, and acknowledges it (C-09)."""

from collections.abc import Iterable
from uuid import UUID

from chassis.decisions.commands import Records
from consent.consent import Consent
from consent.erasing.erasure import Holder
from consent.register.consents_of_participant import consents_of_participant
from consent.register.referral_keepers import keepers_of
from samplan.contracts.codes import Agency


def holders_of(participant_id: UUID, work: Records) -> tuple[Holder, ...]:
    """The referral services that keep a referral which a consent covers."""
    return tuple(f"{agency.value}.referral" for agency in owners_of(participant_id, work))


def owners_of(participant_id: UUID, work: Records) -> list[Agency]:
    """The agencies of these services, whether or not a consent names them."""
    consents = (work.load(Consent, one) for one in consents_of_participant(participant_id, work))
    return keepers_of(_referrals(consents), work)


def _referrals(consents: Iterable[Consent]) -> set[UUID]:
    return {referral_id for one in consents for referral_id in one.referral_ids}
