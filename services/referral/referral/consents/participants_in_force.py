"""Does a consent that is in force cover one of these referrals, whichever participant it is about?"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from chassis.decisions.commands import Records
from referral.consents.referral_consents import consents_about, participant_about
from samplan.privacy.circle.circles import circle_of


def has_consent_in_force(referral_ids: Iterable[UUID], on: date, work: Records) -> bool:
    return any(_is_covered(one, on, work) for one in referral_ids)


def _is_covered(referral_id: UUID, on: date, work: Records) -> bool:
    participant_id = participant_about(referral_id, work)
    if participant_id is None:
        return False
    circle = circle_of(participant_id, work)
    known = (circle.consent(one) for one in consents_about(referral_id, participant_id, work))
    return any(one.terms and one.ended_on is None and on <= one.terms.valid_until for one in known)
