"""What one indicator says: n, d, interval, definitions, targets and warnings."""

from __future__ import annotations

from datetime import date
from typing import Literal

from reporting.answers.answer import Answer, Definition, Names
from reporting.answers.contradictions import Contradiction
from reporting.answers.paused import Paused
from reporting.programmes.indicators import Form
from reporting.programmes.judging import Judgement, Target
from reporting.programmes.vocabulary import Unit
from samplan.contracts.codes.indicators import Direction


class Value(Answer):
    """People, or people of people with the 95 % interval of their share by Wilson, in percent."""

    numerator: int
    denominator: int | None  # None: a number, and no share
    percent: float | None
    low: float | None
    high: float | None


class Group(Answer):
    dimension: Literal["all", "sex", "agency", "income_support", "age_group", "municipality"]
    code: str
    name: str = ""  # of a municipality
    value: Value


class Month(Answer):
    on: date  # its last day, or the day of the answer
    value: Value


class ByVersion(Answer):
    """By one version of the definition alone, whatever the day."""

    version: int
    valid_from: date
    value: Value
    over_time: tuple[Month, ...]  # empty where there is one version


class AgainstTarget(Answer):
    target: str
    name: Names
    in_force: Judgement
    first: Judgement
    revisions: tuple[Target, ...]


class IndicatorFigure(Answer):
    """By the definition in force on the day of what is counted."""

    indicator: str
    name: Names
    unit: Unit
    direction: Direction
    form: Form | None
    source: str
    definitions: tuple[Definition, ...]
    groups: tuple[Group, ...]  # the whole first
    by_version: tuple[ByVersion, ...]
    over_time: tuple[Month, ...]
    targets: tuple[AgainstTarget, ...]
    warnings: tuple[Contradiction, ...]

    @property
    def whole(self) -> Value:
        return self.groups[0].value


class Indicators(Answer):
    programme: str
    as_of: date
    status: Literal["preliminary", "final"]  # final once the programme is over; late facts may still come
    last_fact: int
    facts_hash: str  # over all facts up to the last one
    pauses: tuple[Paused, ...]
    indicators: tuple[IndicatorFigure, ...]
