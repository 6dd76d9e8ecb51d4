"""R-18: the referrer learns what became of the plan, as far and as long as the consent lets it."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec
import pytest
from services.referral.tests.examples import (
    ALMA,
    CONSENT_UNTIL,
    KEEPER,
    PARTICIPANT,
    REVOKED,
    STATE,
    UNKNOWN,
    granted,
)
from services.referral.tests.intake import Case, Intake
from services.referral.tests.test_closed_loop import feed
from services.referral.tests.test_erasure_of_participant import executed

from referral.closed_loop.known_plans import NotePlan
from referral.closed_loop.note_plan_step import NotePlanStep
from referral.closed_loop.plan_step import PlanStep
from referral.policies.when_plan_changed_tell_referrer import when_plan_changed_tell_referrer
from referral.policies.when_plan_opened_note_plan import when_plan_opened_note_plan
from samplan.bus.kafka.received import Received
from samplan.bus.reading.catch_up import ALWAYS, report_behind, report_caught_up
from samplan.contracts.codes import ExitClass
from samplan.contracts.codes.endings import StepMove
from samplan.contracts.consent import BlockSet
from samplan.contracts.planning import endings
from samplan.contracts.planning.plans import (
    EnrolmentJoined,
    ExitedToStudies,
    PlanAgreed,
    PlanEvent,
    PlanOpened,
)
from samplan.testing.given import envelope_of, given_event

PLAN = UUID("19d251c5-b8c4-5acf-b299-126f2e87569d")
AUGUST_10, JUNE_1 = date(2021, 8, 10), date(2022, 6, 1)
AGREED = PlanAgreed(plan_id=PLAN, agencies=(STATE, KEEPER), occurred_on=AUGUST_10)
EXITED = ExitedToStudies(plan_id=PLAN, exit_class=ExitClass.STUDIES_STUDENT_AID, occurred_on=JUNE_1)
MOVED = endings.StepMoved(plan_id=PLAN, step=StepMove.CLOSER_TO_WORK, occurred_on=JUNE_1)
CORRECTED = endings.ExitCorrected(plan_id=PLAN, exit_class=ExitClass.MOVED, occurred_on=JUNE_1)
TOLD = ["plan_agreed", "exited_to_studies"]


def opened(case: Case) -> PlanOpened:
    return PlanOpened(
        plan_id=PLAN,
        participant_id=PARTICIPANT,
        referral_id=case.id,
        consent_id=REVOKED.consent_id,
        programme="malmokraften",
        plan_due_on=date(2021, 8, 15),
        occurred_on=date(2021, 6, 16),
    )


def told(intake: Intake, agency: Any = KEEPER, after: int = 0) -> list[str]:
    """The steps after the enrolment."""
    steps = [one["step"] for one in feed(intake, after, agency)["entries"]]
    return [one for one in steps if one in set(PlanStep)]


def exited(intake: Intake) -> tuple[Case, list[Received]]:
    """An enrolled participant whose plan has been agreed and ended."""
    case = intake.enrolled()
    return case, intake.service.receive(opened(case), AGREED, EXITED)


class TestTheReactions:
    def test_to_an_opened_plan_is_to_note_whose_it_is(self) -> None:
        joined = EnrolmentJoined(plan_id=PLAN, referral_id=UNKNOWN, occurred_on=AUGUST_10)
        given_event(joined).when(when_plan_opened_note_plan).then_commands(
            NotePlan(plan_id=PLAN, referral_id=UNKNOWN, writer="af.planning.v1")
        )

    def test_to_an_exit_is_to_tell_its_class(self) -> None:
        given_event(EXITED).when(when_plan_changed_tell_referrer).then_commands(
            NotePlanStep(
                plan_id=PLAN,
                step=PlanStep.EXITED_TO_STUDIES,
                exit_class=ExitClass.STUDIES_STUDENT_AID,
                occurred_on=JUNE_1,
                event="/af/planning/0a1b2c3d:1",
                writer="af.planning.v1",
            )
        )

    def test_to_an_exit_to_enhanced_cooperation_is_to_tell_it_as_such(self) -> None:
        to = ExitClass.ENHANCED_COOPERATION
        left = endings.ExitedToEnhancedCooperation(plan_id=PLAN, exit_class=to, occurred_on=JUNE_1)
        [told] = when_plan_changed_tell_referrer(left, envelope_of(left))
        assert (told.step, told.exit_class) == (PlanStep.EXITED_TO_ENHANCED_COOPERATION, to)

    def test_to_the_step_that_a_participant_moved_is_to_tell_how_far(self) -> None:
        given_event(MOVED).when(when_plan_changed_tell_referrer).then_commands(
            NotePlanStep(
                plan_id=PLAN,
                step=PlanStep.STEP_MOVED,
                step_moved=StepMove.CLOSER_TO_WORK,
                occurred_on=JUNE_1,
                event="/af/planning/0a1b2c3d:1",
                writer="af.planning.v1",
            )
        )

    @pytest.mark.parametrize(
        ("event", "step", "exit_class"),
        [
            (CORRECTED, PlanStep.EXIT_CORRECTED, ExitClass.MOVED),
            (endings.PlanReopened(plan_id=PLAN, occurred_on=JUNE_1), PlanStep.PLAN_REOPENED, None),
        ],
    )
    def test_to_an_exit_that_was_wrong_is_to_tell_that_too(
        self, event: PlanEvent, step: PlanStep, exit_class: ExitClass | None
    ) -> None:
        """P-17: an exit that is taken back or corrected does not stay the last word."""
        given_event(event).when(when_plan_changed_tell_referrer).then_commands(
            NotePlanStep(
                plan_id=PLAN,
                step=step,
                exit_class=exit_class,
                occurred_on=JUNE_1,
                event="/af/planning/0a1b2c3d:1",
                writer="af.planning.v1",
            )
        )


@pytest.mark.slow
class TestTheReferrer:
    def test_learns_that_the_exit_was_taken_back(self, intake: Intake) -> None:
        exited(intake)
        again = intake.service.receive(endings.PlanReopened(plan_id=PLAN, occurred_on=JUNE_1))
        intake.service.redeliver(again)
        assert told(intake) == [*TOLD, "plan_reopened"]

    def test_learns_of_the_agreement_and_the_exit_once(self, stored_intake: Intake) -> None:
        case, batch = exited(stored_intake)
        stored_intake.service.redeliver(batch)
        page = feed(stored_intake, agency=KEEPER)
        assert page["entries"][-1] == {
            "position": page["next"],
            "referralId": str(case.id),
            "step": "exited_to_studies",
            "occurredOn": "2022-06-01",
            "planId": str(PLAN),
            "exitClass": "studies_student_aid",
            "stepMoved": None,
        }
        assert told(stored_intake) == TOLD
        assert told(stored_intake, after=page["next"]) == []

    def test_learns_how_far_the_participant_came(self, intake: Intake) -> None:
        exited(intake)
        read = feed(intake, agency=KEEPER)["next"]
        feed(intake, read, KEEPER)
        intake.service.redeliver(intake.service.receive(MOVED))
        (entry,) = feed(intake, read, KEEPER)["entries"]
        assert (entry["step"], entry["stepMoved"]) == ("step_moved", "closer_to_work")
        intake.service.receive(REVOKED)
        assert feed(intake, read, KEEPER)["entries"] == []

    def test_is_disclosed_it_once_a_day(self, intake: Intake) -> None:
        exited(intake)
        for _ in range(2):
            told(intake)
        assert intake.published().count("DisclosureMade") == 1

    def test_learns_nothing_once_the_consent_has_ended(self, intake: Intake) -> None:
        """And what was told is gone: the revocation clears the feed."""
        _, batch = exited(intake)
        intake.service.receive(REVOKED)
        intake.service.redeliver(batch)
        intake.service.receive(msgspec.structs.replace(AGREED, occurred_on=JUNE_1))
        assert told(intake) == []
        assert intake.service.database.query("SELECT * FROM plan_feed") == []

    def test_learns_nothing_after_the_last_day_of_the_consent(self, intake: Intake) -> None:
        exited(intake)
        intake.service.today(CONSENT_UNTIL.replace(year=CONSENT_UNTIL.year + 1))
        assert told(intake) == []

    def test_learns_nothing_while_it_is_blocked(self, intake: Intake) -> None:
        exited(intake)
        intake.service.receive(
            BlockSet(participant_id=PARTICIPANT, agency=KEEPER, circle_version=2, occurred_on=JUNE_1)
        )
        assert told(intake) == []

    def test_waits_for_what_an_unread_end_may_close_and_misses_nothing(self, intake: Intake) -> None:
        exited(intake)
        report_behind(intake.service.database)
        page = feed(intake, agency=KEEPER)
        assert page["entries"][-1]["step"] == "enrolled"
        report_caught_up(intake.service.database, ALWAYS)
        assert told(intake, after=page["next"]) == TOLD

    def test_learns_nothing_once_the_participant_is_erased(self, intake: Intake) -> None:
        """C-09: also where the agency keeps the plan itself, which needs no consent."""
        case = intake.met(ALMA, STATE)
        intake.service.receive(granted(case.id))
        intake.enrol(case).raise_for_status()
        intake.service.receive(opened(case), AGREED)
        intake.service.receive(REVOKED)
        assert told(intake, STATE) == ["plan_agreed"]
        intake.service.receive(executed(KEEPER))
        intake.tick(JUNE_1)
        assert told(intake, STATE) == []

    def test_learns_nothing_once_the_identity_is_protected(self, intake: Intake) -> None:
        """C-13: also of what it was told before."""
        exited(intake)
        protected = {"participant__protectedIdentity": True}
        intake.referred(ALMA, STATE, occurredOn="2021-06-17", **protected)
        assert feed(intake, agency=KEEPER)["entries"] == []

    def test_learns_nothing_once_the_referral_is_entered_in_error(self, intake: Intake) -> None:
        """R-13: neither what was told, nor what the plan tells of the right person from now on."""
        case, _ = exited(intake)
        intake.step(case, "error-entry", occurredOn="2022-06-02")
        intake.service.receive(msgspec.structs.replace(AGREED, occurred_on=JUNE_1))
        assert told(intake) == []

    def test_is_shown_as_having_seen_the_last_step_of_the_plan(self, intake: Intake) -> None:
        """While it may know of it, and a disclosure once a day; then the last one of the referral."""
        case, _ = exited(intake)

        def seen() -> tuple[str, bool]:
            (row,) = intake.service.get(f"{case.url}/receivers", agency=KEEPER).json()
            return row["lastChangeOn"], row["hasSeen"]

        assert [seen(), seen()] == [("2022-06-01", False)] * 2
        assert intake.published().count("DisclosureMade") == 1
        feed(intake, feed(intake, agency=KEEPER)["next"], KEEPER)
        assert seen() == ("2022-06-01", True)
        intake.service.receive(MOVED)
        assert seen() == ("2022-06-01", False)
        report_behind(intake.service.database)
        assert seen() == ("2021-06-16", True)
        report_caught_up(intake.service.database, ALWAYS)
        intake.service.receive(REVOKED)
        assert seen() == ("2021-06-16", True)
