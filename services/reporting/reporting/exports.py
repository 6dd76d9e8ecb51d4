"""Answers as tables for a spreadsheet: UTF-8 with BOM, semicolons, withheld figures marked."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from reporting.answers.answer import Answer, BySex, Share, ShareBySex
from reporting.disclosure_control.view import View
from reporting.figures.exits.query import ExitsBySex
from reporting.figures.funnel.query import Funnel
from reporting.figures.participants.query import Participants
from reporting.figures.targets.query import TargetAttainment
from reporting.figures.time_to_plan.query import DaysToPlan

Cells = Mapping[str, object]


def as_csv(view: View, answer: Answer) -> bytes:
    """The answer's rows, each with the programme, the day and the fact that it stands on."""
    rows = list(_ROWS[type(answer)](answer))
    stamp = {"programme": view.programme.id, "asOf": view.as_of, "lastFact": view.head.position}
    names = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, [*names, *stamp], delimiter=";", lineterminator="\r\n", restval="")
    writer.writeheader()
    writer.writerows({**row, **stamp} for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _funnel(answer: Funnel) -> Iterable[Cells]:
    for step in answer.steps:
        yield {
            "step": step.step,
            "left": "",
            **_people(step.reached),
            "medianDays": _number(step.median_days),
        }
        for leaving in step.left:
            yield {"step": step.step, "left": leaving.reason, "total": leaving.people}


def _exits(answer: ExitsBySex) -> Iterable[Cells]:
    yield {"what": "starters", "code": "", "definition": "", **_people(answer.starters)}
    yield {"what": "completed", "code": "", "definition": "", **_people(answer.completed)}
    for outcome in answer.outcomes:
        in_force = "+".join(str(definition.version) for definition in outcome.definitions)
        named = {"what": "outcome", "code": outcome.indicator, "definition": in_force}
        yield {**named, **_people(outcome.people), **_percent(outcome.of_starters)}
        for version, people in outcome.by_version:
            yield {**named, "definition": version, **_people(people)}
    for row in answer.classes:
        yield {"what": "class", "code": row.exit_class, **_people(row.people)}
    for month in answer.months:
        for side, people in (("counted", month.counted), ("other", month.other)):
            yield {"what": "month", "code": f"{month.month:%Y-%m} {side}", **_people(people)}


def _days(answer: DaysToPlan) -> Iterable[Cells]:
    definition = {"definition": answer.definition.version, "limit": answer.limit}
    yield {"what": "agreed", "firstDay": "", "lastDay": "", **_people(answer.agreed), **definition}
    within = answer.within_limit
    parts = BySex(women=within.women.numerator, men=within.men.numerator, total=within.total.numerator)
    wholes = BySex(women=within.women.denominator, men=within.men.denominator, total=within.total.denominator)
    yield {"what": "within_limit", **_people(parts), **_percent(within), **definition}
    yield {"what": "due", **_people(wholes), **definition}
    for some in answer.bins:
        last = "" if some.last_day is None else some.last_day
        yield {
            "what": "days",
            "firstDay": some.first_day,
            "lastDay": last,
            **_people(some.plans),
            **definition,
        }


def _targets(answer: TargetAttainment) -> Iterable[Cells]:
    for one in answer.targets:
        outcome = one.share.numerator if one.share else one.outcome
        for name, judged in (("in_force", one.in_force), ("first", one.first)):
            yield {
                "target": one.target,
                "which": name,
                "validFrom": judged.target.valid_from,
                "value": judged.target.value,
                "unit": judged.target.unit,
                "outcome": outcome,
                "of": one.share.denominator if one.share else "",
                "percent": _number(one.share.percent) if one.share else "",
                "attainedPercent": _number(judged.attained_percent),
                "isMet": "" if judged.is_met is None else str(judged.is_met).lower(),
            }


def _participants(answer: Participants) -> Iterable[Cells]:
    yield {"what": "all", "code": "", **_people(answer.people)}
    for name, rows in (
        ("income_support_at_entry", answer.income_support_at_entry),
        ("referring_agency", answer.referring_agency),
    ):
        for row in rows:
            yield {"what": name, "code": row.code, **_people(row.people)}


_ROWS: Mapping[type[Answer], Callable[[Any], Iterable[Cells]]] = {
    Funnel: _funnel,
    ExitsBySex: _exits,
    DaysToPlan: _days,
    TargetAttainment: _targets,
    Participants: _participants,
}


def _people(people: BySex) -> Cells:
    women, men = ("" if some is None else some for some in (people.women, people.men))
    return {"women": women, "men": men, "total": people.total}


def _percent(shares: ShareBySex) -> Cells:
    def percent(share: Share) -> str:
        return _number(share.percent)

    return {
        "womenPercent": percent(shares.women),
        "menPercent": percent(shares.men),
        "totalPercent": percent(shares.total),
    }


def _number(value: float | None) -> str:
    """With a decimal comma, as the semicolon announces."""
    return "" if value is None else f"{value:g}".replace(".", ",")
