"""A sample answer to every question, for tests and screenshots: Malmökraften 2.0 on its last day.

The golden figures are those of the final report (2023); steps and days that it does not print are made up.
"""

from datetime import UTC, date, datetime

from reporting.answers.answer import BySex, Count, Definition, Names, Share, ShareBySex
from reporting.dashboard import Answers
from reporting.figures.exits import EXITS
from reporting.figures.exits.query import ExitsBySex, Gap, Outcome
from reporting.figures.funnel import FUNNEL
from reporting.figures.funnel.query import Funnel, Leaving, Step
from reporting.figures.targets import TARGETS
from reporting.figures.targets.query import Attainment, TargetAttainment
from reporting.figures.time_to_plan import TIME_TO_PLAN
from reporting.figures.time_to_plan.query import Bin, DaysToPlan
from reporting.programmes.judging import Judgement, Target
from reporting.programmes.listing import ProgrammeEntry
from samplan.contracts.codes.indicators import Direction

START, REVISED, LAST_DAY = date(2020, 1, 2), date(2021, 5, 17), date(2022, 12, 31)
RECEIVED = datetime(2022, 12, 31, 11, 4, tzinfo=UTC)
PROGRAMME = "malmokraften"
WHO = "styrgruppen för Malmökraften"
LEFT = {
    "referred": (Leaving(reason="not_eligible", people=268), Leaving(reason="moved", people=42)),
    "eligible": (
        Leaving(reason="participant_declined", people=131),
        Leaving(reason="no_capacity", people=11),
    ),
    "intake": (Leaving(reason="consent_refused", people=189),),
}
STARTERS = (2188, 2107, 4295)
NAMES = {
    "participants": Names(sv="Deltagare", en="Participants"),
    "to_work_or_studies": Names(sv="Till arbete eller studier", en="To work or studies"),
    "share_to_work_or_studies": Names(sv="Andel till arbete eller studier", en="Share to work or studies"),
    "share_women": Names(sv="Andel kvinnor", en="Share of women"),
}

MALMOKRAFTEN = ProgrammeEntry(
    id=PROGRAMME, name_sv="Malmökraften 2.0", name_en="Malmökraften 2.0", runs_from=START, runs_until=LAST_DAY
)
KVINNOR = ProgrammeEntry(
    id="internationella-kvinnor",
    name_sv="Internationella kvinnor",
    name_en="International women",
    runs_from=date(2016, 1, 1),
    runs_until=None,
)


def by_sex(women: Count | None, men: Count | None, total: Count) -> BySex:
    return BySex(women=women, men=men, total=total)


def shares(parts: tuple[Count, Count, Count], wholes: tuple[Count, Count, Count] = STARTERS) -> ShareBySex:
    women, men, total = (Share(numerator=n, denominator=d) for n, d in zip(parts, wholes, strict=True))
    return ShareBySex(women=women, men=men, total=total)


def definition(name: str, version: int = 1, valid_from: date = START) -> Definition:
    return Definition(
        id=name, version=version, valid_from=valid_from, reason="First definition", approved_by=WHO
    )


def funnel(*reached: tuple[str, BySex, float | None]) -> Funnel:
    steps = reached or (
        ("referred", by_sex(None, None, 5012), None),
        ("eligible", by_sex(None, None, 4702), 3),
        ("intake", by_sex(None, None, 4560), 11),
        ("consent", by_sex(None, None, 4371), 2),
        ("enrolled", by_sex(*STARTERS), 1),
        ("plan", by_sex(2102, 2011, 4113), 41),
        ("activity", by_sex(1998, 1921, 3919), 9),
        ("exit", by_sex(1764, 1712, 3476), 164),
    )
    return Funnel(
        programme=PROGRAMME,
        steps=tuple(
            Step(step=step, reached=people, median_days=days, left=LEFT.get(step, ()), waiting=None)
            for step, people, days in steps
        ),
        pauses=(),
    )


def outcome(indicator: str, parts: tuple[Count, Count, Count], *by_version: tuple[int, BySex]) -> Outcome:
    return Outcome(
        indicator=indicator,
        people=by_sex(*parts),
        of_starters=shares(parts),
        of_completed=shares(parts, (1764, 1712, 3476)),
        definitions=(definition(indicator), definition(indicator, 2, date(2021, 4, 1))),
        by_version=by_version,
    )


def exits(**changed: object) -> ExitsBySex:
    golden = ExitsBySex(
        programme=PROGRAMME,
        starters=by_sex(*STARTERS),
        completed=by_sex(1764, 1712, 3476),
        outcomes=(
            outcome("to_work", (766, 900, 1666)),
            outcome("to_studies", (149, 59, 208), (1, by_sex(118, 44, 162)), (2, by_sex(151, 60, 211))),
            outcome("to_work_or_studies", (915, 959, 1874)),
        ),
        classes=(),
        months=(),
        gaps=(Gap(indicator="to_work", points=-7.71, low=-10.6, high=-4.79),),
    )
    return golden.model_copy(update=changed)


def days_to_plan(**changed: object) -> DaysToPlan:
    women = (30, 118, 240, 534, 549, 420, 98, 61, 52)
    men = (27, 101, 233, 498, 530, 431, 92, 58, 41)
    golden = DaysToPlan(
        programme=PROGRAMME,
        limit=60,
        definition=definition("days_to_plan"),
        agreed=by_sex(sum(women), sum(men), sum(women) + sum(men)),
        within_limit=shares((1891, 1820, 3711), (2140, 2058, 4198)),
        agreed_within_limit=shares((1891, 1820, 3711), (sum(women), sum(men), sum(women) + sum(men))),
        bins=tuple(
            Bin(
                first_day=10 * n + 1 if n else 0,
                last_day=10 * n + 10 if n < 8 else None,
                plans=by_sex(w, m, w + m),
            )
            for n, (w, m) in enumerate(zip(women, men, strict=True))
        ),
        median=42.0,
        quartiles=(33.0, 53.0),
    )
    return golden.model_copy(update=changed)


def target(value: int, unit: str = "participants", valid_from: date = START, *, tolerance: int = 0) -> Target:
    return Target(
        value=value,
        unit=unit,
        direction=Direction.WITHIN if tolerance else Direction.AT_LEAST,
        tolerance=tolerance,
        valid_from=valid_from,
        reason="The first target",
        approved_by=WHO,
    )


def judgement(each: Target, measured: float) -> Judgement:
    two_sided = each.direction is Direction.WITHIN
    deviation = round(measured - each.value, 2)
    return Judgement(
        target=each,
        attained_percent=None if two_sided else round(100 * measured / each.value, 2),
        deviation=deviation,
        is_met=abs(deviation) <= each.tolerance if two_sided else deviation >= 0,
    )


def attainment(name: str, reached: int | Share, *revisions: Target) -> Attainment:
    share = reached if isinstance(reached, Share) else None
    measured = reached if isinstance(reached, int) else reached.percent or 0
    first, in_force = (judgement(each, measured) for each in (revisions[0], revisions[-1]))
    return Attainment(
        target=name,
        name=NAMES[name],
        unit=revisions[-1].unit,
        as_of=LAST_DAY,
        outcome=None if share else int(measured),
        share=share,
        definitions=(),
        in_force=in_force,
        first=first,
        revisions=revisions,
        over_time=(),
    )


def targets(*attained: Attainment) -> TargetAttainment:
    golden = (
        attainment("participants", 4295, target(5600), target(4000, valid_from=REVISED)),
        attainment("to_work_or_studies", 1874, target(2500), target(1800, valid_from=REVISED)),
        attainment(
            "share_to_work_or_studies", Share(numerator=1874, denominator=4295), target(45, "percent")
        ),
        attainment(
            "share_women", Share(numerator=2188, denominator=4295), target(50, "percent", tolerance=10)
        ),
    )
    return TargetAttainment(programme=PROGRAMME, as_of=LAST_DAY, targets=attained or golden)


def answers() -> Answers:
    return Answers(
        as_of=LAST_DAY,
        received_at=RECEIVED,
        known_on=LAST_DAY,
        is_exact=False,
        by_figure=(
            (FUNNEL, funnel()),
            (EXITS, exits()),
            (TIME_TO_PLAN, days_to_plan()),
            (TARGETS, targets()),
        ),
    )
