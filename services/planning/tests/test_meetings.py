"""P-03, P-23: a meeting is summoned to, rebooked, cancelled or held; who conducts and who enters are two."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from services.planning.tests.examples import (
    CARE,
    CITY,
    ENROLLED_ON,
    GRANTED,
    KEEPER,
    MARCH_14,
    MAY_2,
    OUTSIDER,
    PLAN,
    REVOKED,
)
from services.planning.tests.meetings import (
    ASKS,
    CARE_COORDINATOR,
    MARCH_1,
    MARCH_15,
    MEETING,
    closed,
    held,
    hold,
    plan,
    summoned,
)

from planning.meetings.cancel_meeting import CancelMeeting, MeetingCancelled
from planning.meetings.hold_meeting import MeetingHeld
from planning.meetings.meeting import DidNotAttend, MeetingIsOver, MeetingNotHeld, NotTheSummoner
from planning.meetings.rebook_meeting import MeetingRebooked, RebookMeeting
from planning.meetings.summon_meeting import SummonMeeting
from planning.meetings.summons import Attendee, AttendeeRole, CancellationReason, Place
from planning.meetings.write_notes import NotesWritten, WriteNotes
from planning.plan import Plan
from planning.plan.refusals import AgencyNotInConsent, BeforeTheStart, SharingHasEnded
from samplan.contracts.codes import Agency, MeetingKind
from samplan.testing.given import fact, given

DAY_BEFORE_THE_PLAN = date(2022, 1, 31)
TO_VIDEO: Any = {"planned_on": MAY_2, "starts_at": "13:00", "place": Place.VIDEO, "occurred_on": MARCH_14}
CANCELLED = fact(MeetingCancelled, reason=CancellationReason.PARTICIPANT_ILL, occurred_on=MARCH_14)
UNNAMED = Attendee(OUTSIDER, AttendeeRole.INVESTIGATOR)


def summon(*agencies: Agency, on: date = MARCH_14, by: Agency = KEEPER) -> SummonMeeting:
    return SummonMeeting(
        meeting_id=MEETING,
        plan_id=PLAN,
        kind=MeetingKind.COLLEGIUM,
        agencies=frozenset(agencies or (KEEPER, CARE)),
        planned_on=on,
        starts_at="09:30",
        place=Place.VIDEO,
        by=by,
        occurred_on=MARCH_1,
    )


class TestSummonMeeting:
    def test_is_to_the_agencies_at_a_time_and_a_kind_of_place(self) -> None:
        meeting = summon().decide(plan(), KEEPER)
        assert (meeting.agencies, meeting.planned_on, meeting.starts_at) == (
            (KEEPER, CARE),
            MARCH_14,
            "09:30",
        )
        assert (meeting.summoned_by, meeting.place, meeting.kind) == (
            KEEPER,
            Place.VIDEO,
            MeetingKind.COLLEGIUM,
        )

    @pytest.mark.parametrize(
        ("asked", "of", "refusal"),
        [
            pytest.param(summon(OUTSIDER), plan(), AgencyNotInConsent, id="an agency that is not named"),
            pytest.param(summon(on=DAY_BEFORE_THE_PLAN), plan(), BeforeTheStart, id="before the plan"),
            pytest.param(summon(by=CARE), closed(GRANTED, REVOKED), SharingHasEnded, id="after a revocation"),
        ],
    )
    def test_is_refused(self, asked: SummonMeeting, of: Plan, refusal: type[Exception]) -> None:
        with pytest.raises(refusal):
            asked.decide(of, KEEPER)


class TestRebookMeeting:
    def test_moves_it_and_the_same_time_again_changes_nothing(self) -> None:
        asked = RebookMeeting(**ASKS, **TO_VIDEO)
        moved = (
            given(summoned())
            .when(asked.decide, plan(), MARCH_15, None)
            .then(fact(MeetingRebooked, **TO_VIDEO))
        )
        asked.decide(moved.aggregate, plan(), MARCH_15, None)
        assert moved.aggregate.collect_events() == []

    def test_is_refused_to_an_agency_that_did_not_summon(self) -> None:
        asked = replace(RebookMeeting(**ASKS, **TO_VIDEO), by=CARE)
        given(summoned()).when(asked.decide, plan(), MARCH_15, None).then_refused(NotTheSummoner)


class TestCancelMeeting:
    def test_has_a_coded_reason(self) -> None:
        asked = CancelMeeting(**ASKS, reason=CancellationReason.PARTICIPANT_ILL, occurred_on=MARCH_14)
        given(summoned()).when(asked.decide, plan(), MARCH_15, None).then(CANCELLED)

    @pytest.mark.parametrize("over", [held(), CANCELLED])
    def test_is_refused_once_the_meeting_is_over(self, over: Any) -> None:
        asked = CancelMeeting(**ASKS, reason=CancellationReason.PARTICIPANT_ILL, occurred_on=MARCH_14)
        given(summoned(), over).when(asked.decide, plan(), MARCH_15, None).then_refused(MeetingIsOver)


class TestHoldMeeting:
    def test_records_who_came_and_apart_from_it_who_enters_it_and_when(self) -> None:
        given(summoned()).when(hold().decide, plan(), MARCH_15, None).then(held())

    def test_by_the_keeper_is_entered_by_the_keeper_though_another_conducted_it(self) -> None:
        outcome = given(summoned()).when(hold(by=KEEPER).decide, plan(), MARCH_15, None)
        meeting = outcome.aggregate
        held = meeting.holding
        assert (held.conducted_by, held.entered_by) == (Agency.MALMO_IFO, KEEPER)
        assert held.entered_on == date(2022, 3, 15)

    def test_of_an_agency_that_comes_unsummoned_needs_the_consent(self) -> None:
        given(summoned()).when(hold(CARE_COORDINATOR).decide, plan(), MARCH_15, None).then(
            fact(MeetingHeld, agencies=(CARE,), came=(CARE_COORDINATOR,))
        )
        given(summoned()).when(hold(UNNAMED).decide, plan(), MARCH_15, None).then_refused(AgencyNotInConsent)

    def test_entered_after_the_consent_has_ended_is_told_to_nobody(self) -> None:
        after = closed(GRANTED, REVOKED)
        given(summoned()).when(hold().decide, after, MARCH_15, None).then(held(shared=False))

    @pytest.mark.parametrize(
        ("by", "on", "refusal"),
        [(CARE, MARCH_14, NotTheSummoner), (KEEPER, DAY_BEFORE_THE_PLAN, BeforeTheStart)],
    )
    def test_is_refused_to_a_guest_and_before_the_plan(self, by: Agency, on: date, refusal: Any) -> None:
        given(summoned()).when(hold(by=by, on=on).decide, plan(), MARCH_15, None).then_refused(refusal)

    def test_is_refused_twice(self) -> None:
        given(summoned(), held()).when(hold().decide, plan(), MARCH_15, None).then_refused(MeetingIsOver)


class TestWriteNotes:
    def test_is_for_an_agency_that_was_there_and_the_keeper(self) -> None:
        asked = WriteNotes(**ASKS, notes="Överens om praktik", occurred_on=ENROLLED_ON)
        given(summoned(), held()).when(asked.decide, plan(), MARCH_15, "sealed").then(
            fact(NotesWritten, by=CITY, sealed="sealed", readers=(KEEPER, CITY))
        )
        given(summoned(), held()).when(replace(asked, by=CARE).decide, plan(), MARCH_15, None).then_refused(
            DidNotAttend
        )

    def test_waits_until_the_meeting_has_been_held(self) -> None:
        asked = WriteNotes(**ASKS, notes="Överens om praktik", occurred_on=ENROLLED_ON)
        given(summoned()).when(asked.decide, plan(), MARCH_15, None).then_refused(MeetingNotHeld)
