"""Compares the figures of the reporting service with what was driven."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from samplan.contracts.codes import Agency, Sex
from simulator.checks.asking import asking
from simulator.checks.expected import Expected
from simulator.driving.forms import PROGRAMME
from simulator.driving.parts import REPORTING

SEXES: Mapping[str, Sex] = {"women": Sex.WOMAN, "men": Sex.MAN}
Figures = Iterator[tuple[str, object, object]]
"""A figure's name, its expected value and the value that the service shows."""


def differences(wanted: Expected, token: str) -> list[str]:
    """One line for each figure that differs from what was driven. The token must allow exact figures.

    Raises ViewUnavailable.
    """
    with asking(f"{REPORTING.url}/v1/internal/programmes/{PROGRAMME}", token) as asked:
        figures = (
            *_participants(wanted, asked("/participants")),
            *_funnel(wanted, asked("/funnel")),
            *_exits(wanted, asked("/exits")),
            *_plans(wanted, asked("/days-to-plan")),
        )
    return differing(figures)


def differing(figures: Iterable[tuple[str, object, object]]) -> list[str]:
    return [f"  {name}: shows {shown}, expected {must}" for name, must, shown in figures if must != shown]


def summary(wanted: Expected) -> str:
    """The figures in one line."""
    everyone, work, studies = (
        counter.total() for counter in (wanted.participants, wanted.to_work, wanted.to_studies)
    )
    both = wanted.referred_by_both
    return f"{everyone} participants, {both} of them referred by both, {work} to work, {studies} to studies"


def _participants(wanted: Expected, answer: Any) -> Figures:
    yield from _by_sex("participants", wanted.participants, answer["people"])
    income = {row["code"]: row["people"]["total"] for row in answer["incomeSupportAtEntry"]}
    for code, people in wanted.income_at_entry.items():
        yield f"income support at entry, {code}", people, income.get(code, 0)
    agencies = {row["code"]: row["people"] for row in answer["referringAgency"]}
    yield from _by_sex("from the insurance agency", wanted.from_fk, agencies.get(Agency.FK, {}))


def _funnel(wanted: Expected, answer: Any) -> Figures:
    reached = {step["step"]: step["reached"]["total"] for step in answer["steps"]}
    for step, people in wanted.funnel.items():
        yield f"reached {step}", people, reached.get(step, 0)


def _exits(wanted: Expected, answer: Any) -> Figures:
    outcomes = {outcome["indicator"]: outcome["people"] for outcome in answer["outcomes"]}
    yield from _by_sex("to work", wanted.to_work, outcomes["to_work"])
    yield from _by_sex("to studies", wanted.to_studies, outcomes["to_studies"])
    classes = {row["exitClass"]: row["people"] for row in answer["classes"]}
    for name in _either(classes, (exit_class for _, exit_class in wanted.exits)):
        must = Counter({sex: wanted.exits[sex, name] for sex in SEXES.values()})  # type: ignore[index]  # a code is its text
        yield from _by_sex(f"exits, {name}", must, classes.get(name, {}))


def _plans(wanted: Expected, answer: Any) -> Figures:
    yield "plans agreed", len(wanted.days_to_plan), answer["agreed"]["total"]
    within = answer["withinLimit"]["total"]
    yield "plans agreed within 60 days", wanted.plans_within_60_days, within["numerator"]
    yield "plans agreed or overdue", len(wanted.days_to_plan) + wanted.overdue, within["denominator"]


def _by_sex(name: str, must: Mapping[Sex, int], shown: Mapping[str, object]) -> Figures:
    for word, sex in SEXES.items():
        yield f"{name}, {word}", must[sex], shown.get(word, 0)


def _either(one: Iterable[str], other: Iterable[str]) -> list[str]:
    return sorted({*one, *other})
