"""What can happen in a deepened study visit."""

from dataclasses import replace
from datetime import date
from typing import Any, cast

from referral.domain.facts import ReferralEvent
from referral.domain.state import ReferralState, Visit
from samplan.contracts.codes import Mode, StudyVisitEnd


class StudyVisitStarted(ReferralEvent):
    TOPIC = "referral.StudyVisitStarted"
    follow_up_by: date
    decide_by: date
    reminders: tuple[int, ...]

    def apply(self, referral: ReferralState) -> None:
        referral.visit = Visit(
            started_on=self.occurred_on,
            follow_up_by=self.follow_up_by,
            decide_by=self.decide_by,
            reminders=self.reminders,
        )


class StudyVisitReminded(ReferralEvent):
    """`days` since the start."""

    TOPIC = "referral.StudyVisitReminded"
    days: int

    def apply(self, referral: ReferralState) -> None:
        _change(referral, reminded=(*_begun(referral).reminded, self.days))


class StudyVisitFollowedUp(ReferralEvent):
    TOPIC = "referral.StudyVisitFollowedUp"

    def apply(self, referral: ReferralState) -> None:
        _change(referral, followed_up_on=self.occurred_on)
        referral.last_step_on = self.occurred_on


class StudyVisitEnded(ReferralEvent):
    """`registered_on`: as a jobseeker, where she goes on into the programme."""

    TOPIC = "referral.StudyVisitEnded"
    end: StudyVisitEnd
    registered_on: date | None

    def apply(self, referral: ReferralState) -> None:
        _change(referral, end=self.end)
        referral.last_step_on = self.occurred_on
        if self.end is StudyVisitEnd.ENROLLED:
            referral.mode = Mode.PROGRAMME


def _begun(referral: ReferralState) -> Visit:
    return cast("Visit", referral.visit)  # its start comes before whatever else is recorded of it


def _change(referral: ReferralState, **changes: Any) -> None:
    referral.visit = replace(_begun(referral), **changes)
