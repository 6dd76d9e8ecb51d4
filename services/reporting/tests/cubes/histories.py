"""Journeys of any shape, for tests that count them."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from reporting.journeys.journey import BEFORE_ENROLMENT, STEPS, Ending, Journey, Step
from samplan.contracts.codes import ActivityKind, Agency, ExitClass, IncomeSupport, Mode, Sex
from samplan.contracts.codes.ages import AgeGroup

FIRST = date(2021, 6, 1)
DUE = FIRST + timedelta(days=12)
DAYS = st.integers(0, 30).map(lambda number: FIRST + timedelta(days=number))

STOPS = st.tuples(DAYS, DAYS).map(lambda days: (min(days), max(days)))
KINDS = (ActivityKind.WORK_PLACEMENT, ActivityKind.GUIDANCE)
ENDS = (
    ExitClass.MOVED,
    ExitClass.WORK_UNSUBSIDISED,
    ExitClass.STUDIES_STUDENT_AID,
    ExitClass.STUDIES_RETAINED_SUPPORT,
)


@st.composite
def journeys(draw: st.DrawFn) -> Journey:
    """Any order of the dates; some steps before enrolment have none."""
    steps = STEPS[: draw(st.integers(1, len(STEPS)))]
    dates = {step: draw(DAYS) for step in steps if step in (Step.REFERRED, steps[-1]) or draw(st.booleans())}
    needed = [step for step in steps if step not in BEFORE_ENROLMENT]
    dates |= {step: dates.get(step) or draw(DAYS) for step in needed}
    agreed_on = dates.get(Step.PLAN)
    has_missed = agreed_on > DUE if agreed_on else draw(st.booleans())
    return Journey(
        programme="malmokraften",
        agency=draw(st.sampled_from([Agency.AF, Agency.FK])),
        sex=draw(st.sampled_from(Sex)),
        mode=Mode.PROGRAMME,
        income_support=IncomeSupport.INGEN,
        dates=dates,
        furthest=steps[-1],
        ending=draw(st.none() | st.builds(Ending, DAYS, st.sampled_from(ENDS))),
        due_on=DUE,
        missed_on=DUE + timedelta(days=1) if has_missed else None,
        age_group=draw(st.none() | st.sampled_from(AgeGroup)),
        stops=tuple(draw(st.lists(STOPS, max_size=2))),
        interventions=draw(st.dictionaries(st.sampled_from(KINDS), DAYS)),
    )
