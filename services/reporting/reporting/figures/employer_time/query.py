"""How much time has each agency spent on employers, month by month?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from reporting.answers.answer import Answer
from reporting.disclosure_control.view import View
from reporting.programmes.follow_up import MatchingRule
from reporting.rows.employer_contacts import EmployerMonth
from samplan.contracts.codes import Agency


class Spent(Answer):
    contacts: int
    minutes: int


class MonthOfAgency(Answer):
    month: date  # its first day
    agency: Agency
    spent: Spent
    target_percent: int | None  # of the team's time, in force on that day; None without a rule


class OfAgency(Answer):
    agency: Agency
    spent: Spent


class EmployerTime(Answer):
    """No share: how many hours a team works is its agency's own, and not told (P-14)."""

    programme: str
    total: Spent
    agencies: tuple[OfAgency, ...]
    months: tuple[MonthOfAgency, ...]


def employer_time(view: View) -> EmployerTime:
    agencies = sorted({one.agency for one in view.employer_time})
    return EmployerTime(
        programme=view.programme.id,
        total=_spent(view.employer_time),
        agencies=tuple(
            OfAgency(agency=each, spent=_spent(one for one in view.employer_time if one.agency is each))
            for each in agencies
        ),
        months=tuple(_month(one, view) for one in view.employer_time),
    )


def _month(one: EmployerMonth, view: View) -> MonthOfAgency:
    first = date.fromisoformat(f"{one.month}-01")
    rule = view.programme.in_force(MatchingRule, first)
    return MonthOfAgency(
        month=first,
        agency=one.agency,
        spent=_spent([one]),
        target_percent=rule.employer_time_percent if rule else None,
    )


def _spent(some: Iterable[EmployerMonth]) -> Spent:
    found = list(some)
    return Spent(contacts=sum(one.contacts for one in found), minutes=sum(one.minutes for one in found))
