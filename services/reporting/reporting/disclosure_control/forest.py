"""Which groups of a programme the published view is made of, and how they nest."""

from __future__ import annotations

from reporting.cubes.census import Census, Key
from reporting.disclosure_control.suppression import Group
from reporting.journeys.journey import BEFORE_ENROLMENT, EXIT, Step
from reporting.programmes.indicators import INDICATORS, TO_STUDIES, TO_WORK, Indicator

DETAIL, STEP, MAIN = 0, 1, 2


def forest(census: Census, *, by_sex: bool) -> tuple[Group, ...]:
    """Every published figure is one of these groups or a sum of them."""
    return (
        _way_through(census, by_sex=by_sex),
        *(
            _enrolled(parts, by_sex=by_sex)
            for parts in (
                (_time_to_plan(census, by_sex=by_sex),),
                (_exits_by_class(census, by_sex=by_sex),),
                (_exits_by_month(census, by_sex=by_sex),),
                _details(census, "enrolled", by_sex=by_sex),
                _details(census, "income", by_sex=by_sex),
                _details(census, "agency", by_sex=by_sex),
            )
        ),
    )


def _way_through(census: Census, *, by_sex: bool) -> Group:
    """Each step lies within the one before; before enrolment, so do those who left at it, by reason."""
    activity = Group(("reached", Step.ACTIVITY), (), STEP, by_sex)
    plan = Group(("agreed",), (activity,), STEP, by_sex)
    step = _enrolled((plan,), by_sex=by_sex)
    for name in reversed(BEFORE_ENROLMENT):
        left = tuple(Group(key, by_sex=False) for key in census.under("left", name))
        step = Group(("reached", name), (step, *left), MAIN if name is Step.REFERRED else STEP, by_sex=False)
    return step


def _enrolled(parts: tuple[Group, ...], *, by_sex: bool) -> Group:
    return Group(("participants",), parts, MAIN, by_sex)


def _time_to_plan(census: Census, *, by_sex: bool) -> Group:
    outcomes = tuple(
        Group(key, _details(census, *key, by_sex=by_sex), STEP, by_sex) for key in census.under("agreed")
    )
    return Group(("due",), (Group(("agreed",), outcomes, STEP, by_sex),), STEP, by_sex)


def _exits_by_class(census: Census, *, by_sex: bool) -> Group:
    """Classes that some version of an indicator counts are kept first: they show how versions differ."""
    work, studies = (
        Group((EXIT, group), _details(census, EXIT, group, by_sex=by_sex), MAIN, by_sex)
        for group in (TO_WORK, TO_STUDIES)
    )
    counted = Group(("counted",), (work, studies), MAIN, by_sex)
    rows = (row for indicator in INDICATORS for row in census.programme.history(Indicator, of=indicator))
    counted_sometime = {exit_class for row in rows for exit_class in row.counted_exits}
    classes = tuple(
        Group(key, (), STEP if key[-1] in counted_sometime else DETAIL, by_sex)
        for key in census.under(EXIT, "other")
    )
    other = Group(("other",), classes, MAIN, by_sex)
    return Group((EXIT,), (counted, other), MAIN, by_sex)


def _exits_by_month(census: Census, *, by_sex: bool) -> Group:
    sides = tuple(
        Group((side,), _details(census, side, by_sex=by_sex), MAIN, by_sex) for side in ("counted", "other")
    )
    return Group((EXIT,), sides, MAIN, by_sex)


def _details(census: Census, *prefix: str, by_sex: bool) -> tuple[Group, ...]:
    """The groups right under a key, and those under them."""

    def group(key: Key) -> Group:
        return Group(key, _details(census, *key, by_sex=by_sex), DETAIL, by_sex)

    return tuple(group(key) for key in census.under(*prefix))
