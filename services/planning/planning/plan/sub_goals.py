"""What a track is to reach, goal by goal (P-05). Which goal it is stays here; how far it has come travels."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samplan.contracts.codes import Achievement, Track


class SubGoal(StrEnum):
    """Metodstöd 2016, the sub-goals of the three tracks."""

    PERCEIVED_HEALTH = "perceived_health"
    SOCIAL_SITUATION = "social_situation"
    ACTUAL_IMPAIRMENTS = "actual_impairments"
    CONDITIONS_FOR_CHANGE = "conditions_for_change"
    OWN_WISHES = "own_wishes"
    ELIGIBILITY_AND_COMPETENCE = "eligibility_and_competence"
    REALISTIC_GOAL = "realistic_goal"
    ENDURANCE_AND_CAPACITY = "endurance_and_capacity"
    WISHES_AND_GOAL = "wishes_and_goal"
    EXISTING_COMPETENCE = "existing_competence"
    DEMANDS_OF_THE_LABOUR_MARKET = "demands_of_the_labour_market"
    KNOWING_WHERE_THE_JOBS_ARE = "knowing_where_the_jobs_are"
    WILL_AND_ABILITY_TO_WORK = "will_and_ability_to_work"


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """How far the participant has come with one sub-goal on a day, with sealed words."""

    track: Track
    sub_goal: SubGoal
    achievement: Achievement
    on: date
    sealed: str | None = None


def in_force(known: tuple[Assessment, ...], one: Assessment) -> Achievement | None:
    """What holds for the sub-goal on the day of another assessment of it."""
    same = [each for each in known if (each.track, each.sub_goal) == (one.track, one.sub_goal)]
    earlier = [each.achievement for each in same if each.on <= one.on]
    return earlier[-1] if earlier else None
