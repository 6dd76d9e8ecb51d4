"""One good answer to each question, for the description of the API: Malmökraften 2.0, cut short."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from reporting.answers.answer import Answer, BySex, Count, Definition, Share, ShareBySex, Withheld
from reporting.figures.exits.query import ExitClassRow, ExitMonth, ExitsBySex, Gap, Outcome
from reporting.figures.funnel.query import Funnel, Leaving, Step
from reporting.figures.participants.query import Participants, Row
from reporting.figures.targets.query import Attainment, Judgement, Point, Target, TargetAttainment
from reporting.figures.time_to_plan.query import Bin, DaysToPlan
from reporting.journeys.participant import Activity, Exit, Journey, ParticipantJourneys
from reporting.programmes.listing import ProgrammeEntry, ProgrammeList
from reporting.status import Status

START, REVISED, LAST_DAY = date(2020, 1, 2), date(2021, 5, 17), date(2022, 12, 31)
PROGRAMME, BOARD = "malmokraften", "styrgruppen för Malmökraften"
Counts = tuple[Count, Count, Count]
STARTERS, COMPLETED, TO_WORK = (2188, 2107, 4295), (1764, 1712, 3476), (766, 900, 1666)


def in_json(answer: Answer) -> dict[str, Any]:
    """An answer as a response of an operation."""
    return {"content": {"application/json": {"example": answer.model_dump(mode="json")}}}


def _by_sex(counts: Counts) -> BySex:
    return BySex(women=counts[0], men=counts[1], total=counts[2])


def _of(parts: Counts, wholes: Counts) -> ShareBySex:
    women, men, total = (Share(numerator=n, denominator=d) for n, d in zip(parts, wholes, strict=True))
    return ShareBySex(women=women, men=men, total=total)


def _definition(name: str) -> Definition:
    return Definition(id=name, version=1, valid_from=START, reason="First definition", approved_by=BOARD)


def _target(value: int, valid_from: date, reason: str) -> Target:
    return Target(value=value, unit="participants", valid_from=valid_from, reason=reason, approved_by=BOARD)


PROGRAMMES = ProgrammeList(
    programmes=(
        ProgrammeEntry(
            id=PROGRAMME,
            name_sv="Malmökraften 2.0",
            name_en="Malmökraften 2.0",
            runs_from=START,
            runs_until=LAST_DAY,
        ),
    )
)
STATUS = Status(
    facts=60281,
    last_fact=60281,
    recorded_at=datetime(2022, 12, 31, 11, 3, 59, tzinfo=UTC),
    folded_at=datetime(2022, 12, 31, 11, 4, tzinfo=UTC),
    delay_seconds=1.0,
    parked=0,
    lag=0,
)
PARTICIPANTS = Participants(
    programme=PROGRAMME,
    people=_by_sex(STARTERS),
    income_support_at_entry=(
        Row(code="ekonomiskt_bistand", people=_by_sex((861, 771, 1632))),
        Row(code="sjukpenning", people=_by_sex((Withheld.UNDER_FIVE, Withheld.TO_PROTECT_ANOTHER, 11))),
    ),
    referring_agency=(Row(code="malmo-ifo", people=_by_sex((1204, 1173, 2377))),),
)
FUNNEL = Funnel(
    programme=PROGRAMME,
    steps=(
        Step(
            step="referred",
            reached=BySex(women=None, men=None, total=5012),
            median_days=None,
            left=(Leaving(reason="not_eligible", people=268), Leaving(reason="moved", people=42)),
            waiting=None,
        ),
        Step(step="enrolled", reached=_by_sex(STARTERS), median_days=1.0, left=(), waiting=None),
    ),
)
EXITS = ExitsBySex(
    programme=PROGRAMME,
    starters=_by_sex(STARTERS),
    completed=_by_sex(COMPLETED),
    outcomes=(
        Outcome(
            indicator="to_work",
            people=_by_sex(TO_WORK),
            of_starters=_of(TO_WORK, STARTERS),
            of_completed=_of(TO_WORK, COMPLETED),
            definitions=(_definition("to_work"),),
            by_version=((1, _by_sex(TO_WORK)),),
        ),
    ),
    classes=(ExitClassRow(exit_class="work_unsubsidised", people=_by_sex((512, 643, 1155))),),
    months=(ExitMonth(month=date(2022, 12, 1), counted=_by_sex((31, 34, 65)), other=_by_sex((27, 25, 52))),),
    gaps=(Gap(indicator="to_work", points=-7.71, margin=2.91),),
)
DAYS_TO_PLAN = DaysToPlan(
    programme=PROGRAMME,
    limit=60,
    definition=_definition("plan_within_limit"),
    agreed=_by_sex((2102, 2011, 4113)),
    within_limit=_of((1891, 1820, 3711), (2140, 2058, 4198)),
    agreed_within_limit=_of((1891, 1820, 3711), (2102, 2011, 4113)),
    bins=(Bin(first_day=31, last_day=40, plans=_by_sex((534, 498, 1032))),),
    median=42.0,
    quartiles=(33.0, 53.0),
)
_FIRST, _IN_FORCE = _target(5600, START, "The first target"), _target(4000, REVISED, "Fewer referrals")
TARGETS = TargetAttainment(
    programme=PROGRAMME,
    as_of=LAST_DAY,
    targets=(
        Attainment(
            target="participants",
            unit="participants",
            as_of=LAST_DAY,
            outcome=4295,
            share=None,
            definitions=(),
            in_force=Judgement(target=_IN_FORCE, attained_percent=107.38, is_met=True),
            first=Judgement(target=_FIRST, attained_percent=76.7, is_met=False),
            revisions=(_FIRST, _IN_FORCE),
            over_time=(Point(on=LAST_DAY, outcome=4295, target=4000),),
        ),
    ),
)
JOURNEYS = ParticipantJourneys(
    participant_id=UUID("7c9e6679-7425-40de-944b-e07fc1f90ae7"),
    journeys=(
        Journey(
            referral_id=UUID("0f8fad5b-d9cb-469f-a165-70867728950e"),
            programme=PROGRAMME,
            referring_agency="malmo-ifo",
            mode="programme",
            sex="woman",
            age_band="30-34",
            income_support_at_entry="ekonomiskt_bistand",
            income_support_at_exit="none",
            referred_on=date(2022, 1, 17),
            eligible_on=date(2022, 1, 19),
            intake_on=date(2022, 1, 31),
            consented_on=date(2022, 1, 31),
            enrolled_on=date(2022, 2, 1),
            study_visit=None,
            plan_due_on=date(2022, 4, 2),
            plan_agreed_on=date(2022, 3, 14),
            coordinator="malmo-ifo",
            track="work",
            activities=(
                Activity(
                    activity_id=UUID("3f2504e0-4f89-41d3-9a0c-0305e82c3301"),
                    kind="swedish_studies",
                    owner_agency="malmo-ifo",
                    started_on=date(2022, 3, 21),
                    completed_on=date(2022, 9, 2),
                    interrupted_on=None,
                    interruption_reason=None,
                ),
            ),
            exit=Exit(on=date(2022, 10, 3), exit_class="work_unsubsidised", subsidy_kind=None),
        ),
    ),
)
