"""The participants' activities: in parallel, each owned by one agency."""

from collections.abc import Mapping
from datetime import date
from random import Random

from samplan.contracts.codes import ActivityKind, Agency, ExitClass, InterruptionReason, Track
from simulator.stories.days import LAST_DAY, days_later
from simulator.stories.shape import Ending
from simulator.stories.story import Activity

OWNER: Mapping[ActivityKind, Agency] = {
    ActivityKind.MAPPING: Agency.AF,
    ActivityKind.GUIDANCE: Agency.AF,
    ActivityKind.REHABILITATION: Agency.REGION_SKANE,
    ActivityKind.WORKSHOP: Agency.MALMO_AMA,
    ActivityKind.GROUP_ACTIVITY: Agency.MALMO_IFO,
    ActivityKind.SWEDISH_STUDIES: Agency.MALMO_AMA,
    ActivityKind.ADULT_EDUCATION: Agency.MALMO_AMA,
    ActivityKind.VOCATIONAL_TRAINING: Agency.AF,
    ActivityKind.VALIDATION: Agency.MALMO_AMA,
    ActivityKind.WORK_PLACEMENT: Agency.AF,
    ActivityKind.JOB_SEARCH: Agency.AF,
}
KINDS: Mapping[Track, tuple[ActivityKind, ...]] = {
    Track.HEALTH: (
        ActivityKind.REHABILITATION,
        ActivityKind.GROUP_ACTIVITY,
        ActivityKind.WORKSHOP,
        ActivityKind.SWEDISH_STUDIES,
    ),
    Track.EDUCATION: (
        ActivityKind.SWEDISH_STUDIES,
        ActivityKind.ADULT_EDUCATION,
        ActivityKind.VALIDATION,
        ActivityKind.GUIDANCE,
    ),
    Track.WORK: (
        ActivityKind.JOB_SEARCH,
        ActivityKind.WORK_PLACEMENT,
        ActivityKind.VOCATIONAL_TRAINING,
        ActivityKind.MAPPING,
    ),
}
BECAUSE_OF_EXIT: Mapping[ExitClass, InterruptionReason] = {
    ExitClass.WORK_UNSUBSIDISED: InterruptionReason.STARTED_WORK,
    ExitClass.WORK_SUBSIDISED: InterruptionReason.STARTED_WORK,
    ExitClass.STUDIES_STUDENT_AID: InterruptionReason.STARTED_STUDIES,
    ExitClass.STUDIES_RETAINED_SUPPORT: InterruptionReason.STARTED_STUDIES,
    ExitClass.MOVED: InterruptionReason.MOVED,
}
ON_THE_WAY = (
    InterruptionReason.PARTICIPANT_DECLINED,
    InterruptionReason.PLAN_REVISED,
    InterruptionReason.NO_CAPACITY,
)


def activities(
    track: Track, agreed_on: date, ending: Ending, left_on: date | None, chance: Random
) -> tuple[Activity, ...]:
    """One to four activities after the plan was agreed; none outlives the participation."""
    kinds = chance.sample(KINDS[track], chance.choice((1, 2, 2, 3, 3, 4)))
    starts = (days_later(agreed_on, chance.randint(0, 28)) for _ in kinds)
    last = left_on or LAST_DAY
    chosen = ((on, kind) for on, kind in zip(starts, kinds, strict=True) if on < last)
    return tuple(_activity(kind, on, ending, left_on, chance) for on, kind in sorted(chosen))


def _activity(
    kind: ActivityKind, started_on: date, ending: Ending, left_on: date | None, chance: Random
) -> Activity:
    interrupted = chance.choice(ON_THE_WAY) if chance.random() < 0.12 else None
    ended_on: date | None = days_later(started_on, chance.randint(14, 150))
    if ended_on is not None and ended_on > (left_on or LAST_DAY):
        ended_on, interrupted = left_on, cut_short(ending)
    return Activity(
        kind=kind, owner=OWNER[kind], started_on=started_on, ended_on=ended_on, interrupted=interrupted
    )


def cut_short(ending: Ending) -> InterruptionReason | None:
    if ending.exit_class is None:
        return None
    return BECAUSE_OF_EXIT.get(ending.exit_class, InterruptionReason.PLAN_ENDED)
