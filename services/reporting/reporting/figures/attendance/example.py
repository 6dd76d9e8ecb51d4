"""A sample answer for the OpenAPI description: made up around the printed 81 % of group 2."""

from __future__ import annotations

from datetime import date

from reporting.answers.example import by_sex, shares
from reporting.answers.rate import rate
from reporting.figures.attendance.query import BINS, Attendance, AttendanceBin, AttendanceDistribution
from reporting.groups.scopes import Scope

_PEOPLE = (1, 0, 2, 4, 11, 3)
EXAMPLE = AttendanceDistribution(
    programme="forsta-steget",
    rows=(
        Attendance(
            scope=Scope(begins_on=date(2019, 8, 26), term="autumn"),
            participants=by_sex((21, 0, 21)),
            sessions=shares((810, 0, 810), (1000, 0, 1000)),
            target_percent=80,
            below_target=rate(by_sex((7, 0, 7)), by_sex((21, 0, 21))),
            bins=tuple(
                AttendanceBin(first_percent=first, last_percent=last, people=by_sex((number, 0, number)))
                for (first, last), number in zip(BINS, _PEOPLE, strict=True)
            ),
        ),
    ),
)
