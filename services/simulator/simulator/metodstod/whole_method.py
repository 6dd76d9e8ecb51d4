"""One participant through all four stages, with every form and meeting of the method. Days are made up."""

from collections.abc import Iterator
from datetime import date

from samplan.contracts.codes import Achievement, Agency, MeetingKind, Stage, Track
from samplan.contracts.codes.groups import WorkshopKind
from simulator.metodstod.case_form import CASE_FORM
from simulator.records.mappings import mapping
from simulator.records.meetings import PlannedMeeting
from simulator.records.plain import answered, in_the_plan, made
from simulator.stories.plan_step import PlanStep

AF, IFO, AMA, CARE = Agency.AF, Agency.MALMO_IFO, Agency.MALMO_AMA, Agency.REGION_SKANE
STAGES = (
    (date(2016, 7, 5), Stage.VISION_BUILDING),
    (date(2016, 8, 23), Stage.ACTIVITY),
    (date(2017, 3, 6), Stage.MATCHING),
)
TRACKS = ((date(2016, 8, 1), Track.HEALTH), (date(2016, 12, 5), Track.WORK))
MEETINGS = (
    (date(2016, 7, 8), MeetingKind.COLLEGIUM),
    (date(2016, 8, 8), MeetingKind.PLANNING),
    (date(2016, 8, 22), MeetingKind.MULTI_PARTY),
    (date(2016, 10, 10), MeetingKind.REFLECTING_TEAM),
    (date(2017, 3, 13), MeetingKind.MATCHING_GROUP),
)
SUB_GOALS = (
    (date(2016, 11, 21), Track.HEALTH, "perceived_health", Achievement.IMPROVING),
    (date(2016, 11, 21), Track.HEALTH, "social_situation", Achievement.ACHIEVED),
    (date(2016, 11, 21), Track.HEALTH, "actual_impairments", Achievement.ACHIEVED),
    (date(2016, 11, 21), Track.HEALTH, "conditions_for_change", Achievement.IMPROVING),
    (date(2017, 5, 8), Track.WORK, "wishes_and_goal", Achievement.ACHIEVED),
    (date(2017, 5, 8), Track.WORK, "existing_competence", Achievement.ACHIEVED),
    (date(2017, 5, 8), Track.WORK, "demands_of_the_labour_market", Achievement.IMPROVING),
    (date(2017, 5, 8), Track.WORK, "knowing_where_the_jobs_are", Achievement.IMPROVING),
    (date(2017, 5, 8), Track.WORK, "will_and_ability_to_work", Achievement.ACHIEVED),
)


def whole_method(language: str | None) -> Iterator[PlanStep]:
    """Beside tracks, agreement, activities and exit. `language`: the interpreter's."""
    yield in_the_plan(
        "contact",
        date(2016, 7, 4),
        IFO,
        "/coordinator/contact",
        function="samordnare",
        address="samordnare@example.org",
    )
    yield from _mapped()
    yield from _workshops()
    yield from _course()
    yield from _met(language)
    yield from _asked()
    yield from _competence()


def _mapped() -> Iterator[PlanStep]:
    """Each agency by its own instructions."""
    for day, agency in enumerate((AF, IFO, AMA), start=11):
        yield from mapping(date(2016, 7, day), agency, CASE_FORM)


def _workshops() -> Iterator[PlanStep]:
    """All nine, one a working day."""
    days = (date(2016, 7, day) for day in (12, 13, 14, 15, 18, 19, 20, 21, 22))
    for on, kind in zip(days, WorkshopKind, strict=True):
        yield PlanStep(
            on=on,
            name=f"workshop-{kind}",
            agency=AMA,
            path="/v1/workshops",
            body={"workshop": kind},
            makes=f"workshop-{kind}",
            beside="planIds",
        )


def _course() -> Iterator[PlanStep]:
    """Stages, sub-goals, and a lawful stop of the clock that ends a day early."""
    for on, stage in STAGES:
        yield in_the_plan(f"stage-{stage}", on, IFO, "/stages", stage=stage)
    for on, track, goal, achievement in SUB_GOALS:
        body = {"track": track, "subGoal": goal, "achievement": achievement, "words": "As talked through"}
        yield in_the_plan(f"sub-goal-{goal}", on, IFO, "/sub-goal-assessments", **body)
    stop = {"reason": "sick_leave", "until": "2016-07-29"}
    yield in_the_plan("clock-stop", date(2016, 7, 25), IFO, "/clock-stops", **stop)
    yield in_the_plan("clock-resumption", date(2016, 7, 28), IFO, "/clock-resumption")


def _met(language: str | None) -> Iterator[PlanStep]:
    for on, kind in MEETINGS:
        meeting = PlannedMeeting(
            kind=kind, summoned_by=IFO, agencies=(AF, AMA), summoned_on=date(2016, 7, 5), on=on
        )
        yield meeting.summons()
        yield from meeting.held(language, has_notes=True)


def _asked() -> Iterator[PlanStep]:
    """Of the participant, of the agencies, and of care."""
    on = date(2016, 8, 22)
    document = {"kind": "hand_in_document", "dueOn": "2016-09-05", "words": "The certificate of the school"}
    yield made("demand", on, IFO, "/demands", document)
    yield answered("demand", date(2016, 9, 1), IFO, "/met")
    owed = {"kind": "arrange_activity", "dueOn": "2016-09-12", "owedBy": AMA}
    yield made("owed", on, IFO, "/demands", owed)
    yield answered("owed", date(2016, 9, 12), IFO, "/met")
    yield made("notice", on, AF, "/duty-notices", {"language": "ar"})
    yield answered("notice", on, AF, "/reading", how="signed", shownBy="case officer")
    yield made("health", date(2016, 9, 1), IFO, "/health-requests", {"askedOf": CARE})
    yield answered("health", date(2016, 9, 26), CARE, "/result", availability="partly")


def _competence() -> Iterator[PlanStep]:
    for on, path in (
        (date(2016, 10, 3), "skills-mapping"),
        (date(2016, 10, 17), "portfolio"),
        (date(2016, 10, 24), "soft-skills"),
        (date(2016, 11, 7), "validations"),
        (date(2016, 11, 14), "study-plan"),
    ):
        yield in_the_plan(path, on, AMA, f"/competence/{path}", words="As talked through")
    on = date(2016, 12, 12)
    yield in_the_plan("admission", on, AMA, "/competence/admission-decision", decision="admitted")
