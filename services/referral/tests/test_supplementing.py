"""R-02: an incomplete referral goes back with everything it lacks, is supplemented, and keeps its id."""

from typing import Any

import pytest
from services.referral.tests.examples import (
    ALMA,
    BEA,
    BOOKED,
    CHILDCARE_GAP,
    CODED,
    JUNE_2,
    JUNE_8,
    JUNE_15,
    KEEPER,
    MET,
    STATE,
    assessed,
    form,
    returned,
    submitted,
    supplemented,
)
from services.referral.tests.intake import Case, Intake

from referral.case.refusals import MeetingAlreadyBooked, ReferralIsReturned
from referral.eligibility.assess_eligibility import assess_eligibility
from referral.meetings.book_intake_meeting import book_intake_meeting
from referral.supplementing.return_referral import return_to_referrer
from referral.supplementing.supplement_referral import ReferralNotReturned
from referral.supplementing.supplement_referral import supplement as supplement_with
from samplan.contracts.referral import ReferralReturned
from samplan.testing.given import given

GAPS = [
    {"pointer": "#/circumstances/childcare", "code": "missing"},
    {"pointer": "#/background/question", "code": "unclear"},
]


def send_back(intake: Intake, case: Case, agency: Any = KEEPER, gaps: Any = GAPS) -> Any:
    return intake.step(case, "return", agency, gaps=gaps, occurredOn="2021-06-02")


def supplement(intake: Intake, case: Case, **changes: Any) -> Any:
    return intake.step(case, "supplement", STATE, form=form(**changes), occurredOn="2021-06-03")


class TestReturn:
    def test_names_what_the_form_lacks(self) -> None:
        given(submitted()).when(return_to_referrer, (CHILDCARE_GAP,), JUNE_2).then(returned())

    def test_is_refused_once_a_meeting_is_booked(self) -> None:
        decision = given(*BOOKED).when(return_to_referrer, (CHILDCARE_GAP,), JUNE_15)
        decision.then_refused(MeetingAlreadyBooked)

    def test_holds_up_every_step_but_the_supplement(self) -> None:
        waiting = given(submitted(), returned())
        waiting.when(assess_eligibility, MET, JUNE_8).then_refused(ReferralIsReturned)
        waiting.when(book_intake_meeting, JUNE_15, "sealed", JUNE_8).then_refused(ReferralIsReturned)

    def test_shows_the_referrer_all_gaps_and_others_their_number(self, stored_intake: Intake) -> None:
        case = stored_intake.referred(ALMA, STATE)
        assert send_back(stored_intake, case).status_code == 200
        shown = stored_intake.read(case, STATE).json()["referral"]
        assert (shown["step"], shown["gaps"]) == ("returned", GAPS)
        event = stored_intake.service.published()[-1]
        assert isinstance(event, ReferralReturned)
        assert event.gaps == 2

    def test_is_the_keeper_s_to_decide(self, intake: Intake) -> None:
        answer = send_back(intake, intake.referred(ALMA, STATE), STATE)
        assert (answer.status_code, answer.json()["code"]) == (403, "keeper_only")

    @pytest.mark.parametrize(
        "gaps", [[], [{"pointer": "#/hobby", "code": "missing"}], [{**GAPS[0], "code": "odd"}]]
    )
    def test_names_fields_of_the_form(self, intake: Intake, gaps: Any) -> None:
        assert send_back(intake, intake.referred(ALMA, STATE), gaps=gaps).status_code == 422


class TestSupplement:
    def test_puts_the_whole_form_in_place_of_the_old_one(self) -> None:
        decision = given(submitted(), assessed(), returned()).when(
            supplement_with, "sealed again", CODED, JUNE_8
        )
        decision.then(supplemented())
        assert (decision.aggregate.trace, decision.aggregate.gaps) == (None, ())

    def test_is_refused_unless_it_was_asked_for(self) -> None:
        given(submitted()).when(supplement_with, "sealed", CODED, JUNE_8).then_refused(ReferralNotReturned)

    def test_keeps_the_referral_s_id(self, stored_intake: Intake) -> None:
        case = stored_intake.referred(ALMA, STATE)
        send_back(stored_intake, case)
        answer = supplement(stored_intake, case, circumstances__childcare="met")
        assert (answer.json()["referralId"], answer.json()["step"]) == (str(case.id), "submitted")
        form_now = stored_intake.read(case, STATE).json()["form"]
        assert form_now["circumstances"]["childcare"] == "met"
        assert stored_intake.published() == ["ReferralSubmitted", "ReferralReturned", "ReferralSupplemented"]

    def test_names_every_gap_that_is_left(self, intake: Intake) -> None:
        case = intake.referred(ALMA, STATE)
        send_back(intake, case)
        answer = supplement(intake, case, participant__name=None, background__question=None)
        assert (answer.status_code, len(answer.json()["errors"])) == (422, 2)

    @pytest.mark.parametrize(
        ("changes", "fields"),
        [
            ({"participant__personnummer": BEA}, ["participant/personnummer"]),
            ({"occurredOn": "2021-06-02"}, ["occurredOn"]),
            ({"programme": "internationella-kvinnor"}, ["programme"]),
        ],
    )
    def test_is_about_the_same_referral(
        self, intake: Intake, changes: dict[str, Any], fields: list[str]
    ) -> None:
        case = intake.referred(ALMA, STATE)
        send_back(intake, case)
        answer = supplement(intake, case, **changes)
        assert (answer.status_code, answer.json()["fields"]) == (409, fields)
