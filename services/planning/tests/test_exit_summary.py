"""P-17: an exit has a summary and a recommended next step: sealed, and fetched by the receiving agency."""

import pytest
from services.planning.tests.examples import (
    ACHIEVED,
    AUGUST_15,
    BACK_TO_REGULAR,
    CARE,
    CITY,
    ENDING_RULES,
    KEEPER,
    KEEPER_ASKS,
    NEXT_STEP,
    OUTSIDER,
    PLAN,
    PLAN_AGREED,
    PLAN_TO_CLOSE,
    REVOKED,
    given,
    leave,
)

from planning.ending.close_check import ExitBlocked
from planning.ending.record_exit import RecordExit
from planning.plan.exits import Exit
from planning.plan.refusals import AgencyNotInConsent
from samplan.contracts.codes import ExitClass
from samplan.contracts.planning.plans import DisclosureMade
from samplan.testing.harness import ServiceUnderTest

PATH = f"/v1/plans/{PLAN}/exit-summary"


class TestAnExit:
    def test_is_refused_without_a_summary(self) -> None:
        given(*PLAN_AGREED).when(leave(BACK_TO_REGULAR, on=AUGUST_15), ENDING_RULES).then_refused(ExitBlocked)
        assert given(*PLAN_TO_CLOSE).when(leave(BACK_TO_REGULAR, on=AUGUST_15), ENDING_RULES).refusal is None

    @pytest.mark.parametrize("exit_class", [ExitClass.DECEASED, ExitClass.REGISTERED_IN_ERROR])
    def test_needs_none_after_a_death_or_an_error(self, exit_class: ExitClass) -> None:
        assert given(*PLAN_AGREED).when(leave(Exit(exit_class), on=AUGUST_15), ENDING_RULES).refusal is None

    def test_names_a_receiving_agency_of_the_consent(self) -> None:
        to_an_outsider = RecordExit(
            **KEEPER_ASKS,
            exit_class=ExitClass.RETURNED_TO_REGULAR,
            receiving_agency=OUTSIDER,
            occurred_on=AUGUST_15,
        )
        given(*PLAN_TO_CLOSE).when(to_an_outsider, ENDING_RULES).then_refused(AgencyNotInConsent)


class TestTheSummary:
    def test_is_fetched_by_the_receiving_agency_as_a_disclosure(self, summarised: ServiceUnderTest) -> None:
        left = {"exitClass": "returned_to_regular", "receivingAgency": CARE, "occurredOn": "2022-08-15"}
        assert summarised.get(PATH, agency=CARE).status_code == 404
        summarised.post(f"/v1/plans/{PLAN}/exit", left, if_match=2).raise_for_status()
        before = len(summarised.published())
        shown = summarised.get(PATH, agency=CARE).json()
        assert (shown["summary"], shown["nextStep"], shown["by"]) == (ACHIEVED, NEXT_STEP, "af")
        assert summarised.get(PATH, agency=CITY).status_code == 404
        assert summarised.get(PATH, agency=KEEPER).json()["receivingAgency"] == "region-skane"
        [logged] = summarised.published()[before:]
        assert isinstance(logged, DisclosureMade)
        assert (logged.agency, logged.what) == (CARE, "planning.exit_summary")
        summarised.receive(REVOKED)
        assert summarised.get(PATH, agency=CARE).status_code == 404

    def test_is_in_no_answer_to_a_command_and_on_no_topic(self, summarised: ServiceUnderTest) -> None:
        [row] = summarised.database.query("SELECT body FROM idempotency")
        assert ACHIEVED not in row["body"]
        assert "summary" not in "".join(type(one).__name__.lower() for one in summarised.published())
