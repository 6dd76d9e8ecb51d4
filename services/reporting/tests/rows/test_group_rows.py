"""Rows of groups, placements, portfolios, employers and of what follows an exit: each folds one stream."""

from dataclasses import replace

from services.reporting.tests.examples import Person, an_id, day
from services.reporting.tests.given import Projection
from services.reporting.tests.group_events import (
    BEGINS_ON,
    PROGRAMME,
    WEEKS_16,
    accepted,
    contacted,
    followed_up_after,
    formed,
    held,
    in_a_group,
    joined,
    left,
    moved,
    offered,
    placed,
    placement_ended,
    placement_of,
    portfolio,
    session_of,
    was,
)
from services.reporting.tests.other_outcomes import corrected, reopened
from services.reporting.tests.relays import Publisher, by_topic
from services.reporting.tests.rows.test_rows import PLAN
from services.reporting.tests.stored import is_named

from reporting.projection.digest import projection_digest
from reporting.projection.projector import Projector
from reporting.rows import employer_contacts
from reporting.rows.groups import attendances, memberships, placements, portfolios, sessions
from reporting.rows.groups import formed as groups
from reporting.rows.groups.attendances import Attendance
from reporting.rows.groups.formed import Group
from reporting.rows.groups.memberships import Membership
from reporting.rows.groups.placements import Placement
from reporting.rows.groups.portfolios import Portfolio
from reporting.rows.groups.sessions import Session
from samplan.bus.reading.intake import apply_batch
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import Agency, ExitClass, InterruptionReason
from samplan.contracts.codes.endings import StatusAfterExit, StepMove
from samplan.contracts.codes.groups import PlacementPurpose, PlacementResult, Presence

ANNA = Person()
GROUP_ID = an_id("group")
GROUP = Projection(Group(group_id=GROUP_ID), groups.fold)
MEMBERSHIP = Projection(Membership(group_id=GROUP_ID, plan_id=ANNA.plan_id), memberships.fold)
ATTENDANCE = Projection(Attendance(session_id=session_of(21), plan_id=ANNA.plan_id), attendances.fold)
PLACEMENT = Projection(Placement(placement_id=placement_of(ANNA), plan_id=ANNA.plan_id), placements.fold)
PORTFOLIO = Projection(
    Portfolio(competence_id=an_id(f"competence-{ANNA.plan_id}"), plan_id=ANNA.plan_id), portfolios.fold
)
OFFER = {
    "agency": Agency.KLIPPAN,
    "period": "1",
    "purpose": PlacementPurpose.TRY_OCCUPATION,
    "offered_on": day(30),
}


class TestGroup:
    def test_is_formed_for_a_term(self) -> None:
        GROUP.given(formed()).then_row(
            programme=PROGRAMME,
            agency=Agency.KLIPPAN,
            term="autumn",
            begins_on=BEGINS_ON,
            ends_on=BEGINS_ON + WEEKS_16,
            sessions="3",
        )

    def test_session_is_held_on_its_day(self) -> None:
        expected = Session(session_id=session_of(21), group_id=GROUP_ID, held_on=day(21))
        assert sessions.PROJECTION.begin(held(21)) == expected
        assert sessions.PROJECTION.fold(expected, held(21)) == expected


class TestMembership:
    def test_follows_who_joins_leaves_and_joins_again(self) -> None:
        row = MEMBERSHIP.given(joined(ANNA), left(ANNA), joined(ANNA, 60))._row
        assert [row.is_in_it(day(on)) for on in (19, 20, 49, 50, 60)] == [False, True, True, False, True]
        assert (row.joined_on(day(19)), row.joined_on(day(60))) == (None, day(20))

    def test_keeps_why_they_left(self) -> None:
        MEMBERSHIP.given(joined(ANNA), left(ANNA)).then_row(
            turns=f"{day(20)} {day(50)}", left_because=InterruptionReason.STARTED_WORK
        )

    def test_is_joined_and_left_once_though_it_is_told_twice(self) -> None:
        twice = MEMBERSHIP.given(joined(ANNA), joined(ANNA), left(ANNA), left(ANNA))
        twice.then_row(turns=f"{day(20)} {day(50)}", left_because=InterruptionReason.STARTED_WORK)


class TestAttendance:
    def test_is_corrected_by_a_later_record(self) -> None:
        ATTENDANCE.given(was(ANNA, Presence.ABSENT, 21), was(ANNA, Presence.EXCUSED, 21)).then_row(
            held_on=day(21), presence=Presence.EXCUSED
        )


class TestPlacement:
    def test_is_offered_accepted_started_and_ended(self) -> None:
        PLACEMENT.given(offered(ANNA), accepted(ANNA), placed(ANNA), placement_ended(ANNA)).then_row(
            **OFFER,
            accepted_on=day(31),
            started_on=day(40),
            ended_on=day(54),
            led_to=PlacementResult.REFERENCE,
        )

    def test_may_have_been_started_before_its_offer_was_told(self) -> None:
        PLACEMENT.given(placed(ANNA)).then_row(started_on=day(40))


class TestPortfolio:
    def test_is_drawn_up_the_first_time(self) -> None:
        PORTFOLIO.given(portfolio(ANNA, 45), portfolio(ANNA, 80)).then_row(drawn_up_on=day(45))


class TestEmployerDay:
    def test_adds_up_the_contacts_of_a_day(self) -> None:
        row = employer_contacts.PROJECTION.begin(contacted(30))
        assert row is not None
        for event in (contacted(30), contacted(45)):
            row = employer_contacts.fold(row, event)
        assert (row.day, row.contacts, row.minutes) == (day(40), "2", "75")


class TestAfterExit:
    def test_keeps_the_step_moved_and_the_latest_follow_up(self) -> None:
        PLAN.given(
            ANNA.elsewhere(), moved(ANNA), followed_up_after(ANNA, StatusAfterExit.NOT_REACHED, 303)
        ).given(followed_up_after(ANNA)).then_row(
            exited_on=day(120),
            exit_class=ExitClass.RETURNED_TO_REGULAR,
            step=StepMove.CLOSER_TO_WORK,
            step_on=day(121),
            status_after=StatusAfterExit.IN_WORK,
            followed_up_on=day(304),
        )

    def test_forgets_the_step_once_the_exit_was_to_work(self) -> None:
        PLAN.given(ANNA.elsewhere(), moved(ANNA), corrected(ANNA, 118, ExitClass.WORK_UNSUBSIDISED)).then_row(
            exited_on=day(118), exit_class=ExitClass.WORK_UNSUBSIDISED
        )

    def test_forgets_everything_when_the_exit_is_taken_back(self) -> None:
        PLAN.given(ANNA.elsewhere(), moved(ANNA), followed_up_after(ANNA), reopened(ANNA, 305)).then_row()


def test_a_record_that_is_sent_again_changes_nothing(store: Database) -> None:
    """Sent twice by the relay, at another offset: the inbox skips it, sums included."""
    events = [
        formed(),
        held(21),
        held(22),
        *in_a_group(ANNA),
        contacted(30),
        contacted(45),
        contacted(20, 41),
    ]
    (batch,) = by_topic(Publisher().publish(events)).values()
    apply_batch(store, Projector(), batch)
    with store.reading() as tx:
        before = projection_digest(tx)
    apply_batch(store, Projector(), [replace(one, offset=one.offset + len(batch)) for one in batch])
    with store.reading() as tx:
        assert projection_digest(tx) == before
        assert [one.minutes for one in employer_contacts.by_month(tx, PROGRAMME, day(40))] == [75]


def test_names_no_participant_once_consent_has_ended(store: Database) -> None:
    events = [*ANNA.whole_journey()[:-1], formed(), held(21), held(22), *in_a_group(ANNA), ANNA.revoked()]
    for batch in by_topic(Publisher().publish(events)).values():
        apply_batch(store, Projector(), batch)
    assert not is_named(store, ANNA)
