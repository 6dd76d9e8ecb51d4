"""The alarm for equal access of women and men, which may be looked at every week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from math import exp, log

from chassis.settings.programmes import Programme
from reporting.answers.answer import Answer
from reporting.answers.anytime import Block, evidence
from reporting.cubes.access import Access
from reporting.programmes.equal_access import AccessRule

WEEK = timedelta(days=7)
MOST = 1e12


class Alarm(Answer):
    """`weeks`: of enrolment, whose participants have been followed for so long. `evidence`: at most 1e12."""

    intervention: str
    within_days: int
    weeks: int
    evidence: float
    threshold: float
    alarmed_on: date | None  # the first day on which the evidence was at least the threshold


def alarms(access: Access, programme: Programme, as_of: date) -> Iterator[Alarm]:
    """By the rule in force, for each of its interventions."""
    rule = programme.in_force(AccessRule, as_of)
    if rule is None:
        return
    for kind in sorted(rule.interventions):
        yield _alarm(rule, kind, _blocks(access, kind, rule.within_days, as_of))


def _alarm(rule: AccessRule, kind: str, blocks: dict[date, Block]) -> Alarm:
    course = list(zip(blocks, evidence(blocks.values()), strict=True))
    over = (monday for monday, reached in course if reached >= log(rule.threshold))
    first = next(over, None)
    return Alarm(
        intervention=kind,
        within_days=rule.within_days,
        weeks=len(blocks),
        evidence=round(min(MOST, exp(min(course[-1][1], 50))), 4) if course else 1.0,
        threshold=rule.threshold,
        alarmed_on=first and _judged_on(first, rule.within_days),
    )


def _judged_on(monday: date, within_days: int) -> date:
    """The first day on which everybody enrolled in the week has been followed for so long."""
    return monday + WEEK + timedelta(days=within_days)


def _blocks(access: Access, kind: str, within_days: int, as_of: date) -> dict[date, Block]:
    """By week of enrolment, in order; those that can be judged."""
    counts: dict[date, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for one in access.enrolled:
        counts[_monday(one.on)][0 if one.sex == "woman" else 2] += one.people
    for start in access.started:
        if start.kind == kind and (start.on - start.enrolled_on).days <= within_days:
            counts[_monday(start.enrolled_on)][1 if start.sex == "woman" else 3] += start.people
    return {
        monday: Block(*counts[monday])
        for monday in sorted(counts)
        if _judged_on(monday, within_days) <= as_of
    }


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
