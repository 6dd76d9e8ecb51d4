"""The stages of a programme, in order. Activities run beside them, and wait for none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from chassis.decisions.domain import Refused
from planning.dates.by_date import ByDate, in_force
from samplan.contracts.codes import Stage, Track


class NoSuchStage(Refused):
    code = "no_such_stage"
    title: ClassVar[str] = "The programme has no such stage after the enrolment"


class StageOutOfOrder(Refused):
    """Each stage presumes the one before (P-05)."""

    code = "stage_out_of_order"
    title: ClassVar[str] = "The stage before is not entered by that day"


class HealthNotFollowedUp(Refused):
    """HEALTH is followed by EDUCATION or WORK before this stage (P-05)."""

    code = "health_track_not_followed_up"
    title: ClassVar[str] = "Choose the track education or work before this stage"


@dataclass(frozen=True)
class Stages:
    """The enrolment completes the first of them. From `after_health` on the track is no longer HEALTH."""

    order: Sequence[Stage] = ()
    after_health: Stage | None = None

    def require_in_order(self, opened_on: date, entered: ByDate[Stage], tracks: ByDate[Track]) -> None:
        """Raises NoSuchStage, StageOutOfOrder or HealthNotFollowedUp for a plan with these."""
        days = dict(entered)
        if days.keys() - {*self.order[1:]}:
            raise NoSuchStage
        before: date | None = opened_on
        for stage in self.order[1:]:
            since = days.get(stage)
            if since and (before is None or since < before):
                raise StageOutOfOrder
            before = since
        self._require_health_followed_up(entered, tracks)

    def _require_health_followed_up(self, entered: ByDate[Stage], tracks: ByDate[Track]) -> None:
        late = self.order[self.order.index(self.after_health) :] if self.after_health else ()
        for stage, since in entered:
            if stage in late and in_force(tracks, since) is Track.HEALTH:
                raise HealthNotFollowedUp
