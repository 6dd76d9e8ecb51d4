"""The visit that a verb is about, while it runs."""

from dataclasses import replace
from datetime import date
from typing import Any, cast

from referral.case.referral import Referral
from referral.case.visit import Visit
from referral.study_visits.refusals import NoStudyVisit, StudyVisitHasEnded, StudyVisitIsOverdue


def running_visit(referral: Referral) -> Visit:
    """Raises NoStudyVisit or StudyVisitHasEnded."""
    if referral.visit is None:
        raise NoStudyVisit
    if referral.visit.end is not None:
        raise StudyVisitHasEnded
    return referral.visit


def visit_in_time(referral: Referral, on: date) -> Visit:
    """As `running_visit`; raises StudyVisitIsOverdue after the earlier of its two limits."""
    visit = running_visit(referral)
    if on > visit.due_on:
        raise StudyVisitIsOverdue(dueOn=visit.due_on.isoformat())
    return visit


def begun_visit(referral: Referral) -> Visit:
    return cast("Visit", referral.visit)  # its start comes before whatever else is recorded of it


def change_visit(referral: Referral, **changes: Any) -> None:
    referral.visit = replace(begun_visit(referral), **changes)
