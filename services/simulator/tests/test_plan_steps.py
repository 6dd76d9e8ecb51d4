from datetime import date

from samplan.contracts.codes import (
    ActivityKind,
    Agency,
    ExitClass,
    IncomeSupport,
    InterruptionReason,
    SubsidyKind,
    Track,
)
from simulator.driving.plan_steps import plan_steps
from simulator.stories.shape import Ending
from simulator.stories.story import Activity, Participation

SWEDISH = Activity(
    kind=ActivityKind.SWEDISH_STUDIES,
    owner=Agency.MALMO_AMA,
    started_on=date(2022, 4, 4),
    ended_on=date(2022, 8, 15),
    interrupted=InterruptionReason.STARTED_WORK,
)
STILL_GOING_ON = Activity(
    kind=ActivityKind.JOB_SEARCH, owner=Agency.AF, started_on=date(2022, 4, 11), ended_on=None
)


def stay(ending: Ending, *activities: Activity) -> Participation:
    return Participation(
        enrolled_on=date(2022, 2, 1),
        consented_on=date(2022, 2, 1),
        coordinator=Agency.AF,
        coordinator_on=date(2022, 2, 7),
        tracks=((date(2022, 2, 21), Track.WORK),),
        plan_agreed_on=date(2022, 3, 14),
        plan_agencies=(Agency.AF, Agency.MALMO_AMA),
        activities=activities,
        ending=ending,
        left_on=date(2022, 8, 15) if ending.exit_class else None,
        income_at_exit=IncomeSupport.SUBVENTIONERAD_LON,
    )


TO_SUBSIDISED_WORK = Ending(ExitClass.WORK_SUBSIDISED, SubsidyKind.NYSTARTSJOBB)


class TestPlanSteps:
    def test_come_in_the_order_it_happened(self) -> None:
        steps = plan_steps(stay(TO_SUBSIDISED_WORK, SWEDISH), IncomeSupport.EKONOMISKT_BISTAND)

        assert [step.name for step in steps] == [
            "coordinator",
            "income-at-entry",
            "track-1",
            "agreement-af",
            "agreement-malmo-ama",
            "agreement-participant",
            "start-swedish_studies",
            "end-swedish_studies",
            "income-at-exit",
            "exit-summary",
            "exit",
        ]

    def test_name_the_subsidy_of_subsidised_work_only(self) -> None:
        subsidised = plan_steps(stay(TO_SUBSIDISED_WORK), IncomeSupport.INGEN)[-1]
        moved = plan_steps(stay(Ending(ExitClass.MOVED)), IncomeSupport.INGEN)[-1]

        assert subsidised.body == {"exitClass": "work_subsidised", "subsidyKind": "nystartsjobb"}
        assert moved.body == {"exitClass": "moved"}

    def test_let_each_owner_end_its_own_activity(self) -> None:
        end = plan_steps(stay(TO_SUBSIDISED_WORK, SWEDISH), IncomeSupport.INGEN)[7]

        assert (end.agency, end.path) == (Agency.MALMO_AMA, "/interruption")
        assert (end.upon, end.body) == (SWEDISH.kind, {"reason": "started_work"})

    def test_let_each_agency_agree_for_itself_and_the_participant_through_the_coordinator(self) -> None:
        agreed = plan_steps(stay(Ending()), IncomeSupport.INGEN)[-3:]

        assert [(step.agency, step.path) for step in agreed] == [
            (Agency.AF, "/agreement"),
            (Agency.MALMO_AMA, "/agreement"),
            (Agency.AF, "/agreement/participant"),
        ]

    def test_leave_open_what_is_still_current(self) -> None:
        steps = plan_steps(stay(Ending(), STILL_GOING_ON), IncomeSupport.INGEN)

        assert steps[-1].name == "start-job_search"

    def test_record_no_exit_when_the_consent_was_withdrawn(self) -> None:
        steps = plan_steps(stay(Ending(ExitClass.CONSENT_WITHDRAWN)), IncomeSupport.INGEN)

        assert steps[-1].name == "agreement-participant"
