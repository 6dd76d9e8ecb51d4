"""Table of contents: every question. A new figure is a folder of `figures/` and a line here."""

from __future__ import annotations

from typing import Any

from reporting.figure import Figure
from reporting.figures.after_exit import AFTER_EXIT
from reporting.figures.attendance import ATTENDANCE
from reporting.figures.cohorts import COHORTS
from reporting.figures.contradictions import CONTRADICTIONS
from reporting.figures.employer_time import EMPLOYER_TIME
from reporting.figures.equal_access import EQUAL_ACCESS
from reporting.figures.exits import EXITS
from reporting.figures.funnel import FUNNEL
from reporting.figures.goal_matrix import GOAL_MATRIX
from reporting.figures.group_results import GROUP_RESULTS
from reporting.figures.income_change import INCOME_CHANGE
from reporting.figures.indicators import INDICATORS
from reporting.figures.obstacles import OBSTACLES
from reporting.figures.participants import PARTICIPANTS
from reporting.figures.placements import PLACEMENTS
from reporting.figures.re_entry import RE_ENTRY
from reporting.figures.savings import SAVINGS
from reporting.figures.stay_length import STAY_LENGTH
from reporting.figures.steering import STEERING
from reporting.figures.study_visits import STUDY_VISITS
from reporting.figures.targets import TARGETS
from reporting.figures.time_to_plan import TIME_TO_PLAN
from reporting.figures.waiting import WAITING

FIGURES: tuple[Figure[Any], ...] = (
    PARTICIPANTS,
    FUNNEL,
    WAITING,
    STUDY_VISITS,
    EXITS,
    TIME_TO_PLAN,
    TARGETS,
    STEERING,
    COHORTS,
    EQUAL_ACCESS,
    OBSTACLES,
    INCOME_CHANGE,
    STAY_LENGTH,
    AFTER_EXIT,
    RE_ENTRY,
    GROUP_RESULTS,
    GOAL_MATRIX,
    ATTENDANCE,
    PLACEMENTS,
    EMPLOYER_TIME,
    INDICATORS,
    SAVINGS,
    CONTRADICTIONS,
)
PUBLISHED = tuple(figure for figure in FIGURES if figure.is_published)
