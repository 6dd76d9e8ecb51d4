"""The study visit of a journey: it stands apart from the way through the programme (T-05, R-07)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from reporting.rows.referrals import Referral
from samplan.contracts.codes import StudyVisitEnd


class VisitStep(StrEnum):
    STARTED = "started"
    FOLLOWED_UP = "followed_up"
    ENROLLED = "enrolled"
    PARTICIPATION_ENDED = "participation_ended"
    DECEASED = "deceased"


ENDS = {StudyVisitEnd(step): step for step in list(VisitStep)[2:]}


def visit_of(referral: Referral) -> dict[VisitStep, date]:
    """The day of each step; none before the start. Empty without a visit, and outside every consent."""
    if referral.enrolled_on is None or (referral.visit_started_on is None and not referral.is_visiting):
        return {}
    started_on = referral.visit_started_on or referral.enrolled_on
    dates = {VisitStep.STARTED: started_on}
    if referral.visit_followed_up_on:
        dates[VisitStep.FOLLOWED_UP] = referral.visit_followed_up_on
    if referral.visit_ended_on and referral.visit_end:
        dates[ENDS[referral.visit_end]] = referral.visit_ended_on
    return {step: max(on, started_on) for step, on in dates.items()}
