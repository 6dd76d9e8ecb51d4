"""I29: attendance that is registered late, and corrected, ends in the same published truth as in time."""

from collections.abc import Iterator
from datetime import date
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from services.reporting.tests.examples import Person, day

from chassis.decisions.domain import Refused
from chassis.decisions.journal import from_stored
from planning.groups.form_group import FormGroup
from planning.groups.join_group import JoinGroup
from planning.groups.leave_group import LeaveGroup
from planning.service import SERVICE
from planning.sessions.hold_session import HoldSession
from planning.sessions.planned_sessions import sessions_of
from planning.sessions.record_attendance import RecordAttendance
from reporting.journeys.known import Known
from reporting.projection.batch import fold_into
from reporting.rows.groups import attendances
from samplan.contracts.codes import Agency, InterruptionReason
from samplan.contracts.codes.groups import Presence
from samplan.testing.harness import ServiceUnderTest

pytestmark = pytest.mark.slow

LAST, SESSIONS = 300, 6
KEEPER = Agency.AF
BEGINS_ON = day(82)
"""A Monday, after the enrolment."""
NUMBERS = count(10_000)
WRONG = {
    Presence.PRESENT: Presence.ABSENT,
    Presence.ABSENT: Presence.EXCUSED,
    Presence.EXCUSED: Presence.PRESENT,
}
presences = st.lists(st.sampled_from(Presence), min_size=1, max_size=SESSIONS)


class Group:
    """One group with one participant, whose sessions are registered."""

    def __init__(self, service: ServiceUnderTest) -> None:
        self._service, self._person = service, Person(next(NUMBERS))
        enrolled = replace(self._person.enrolled(), programme="forsta-steget")
        service.receive(self._person.consented(), enrolled)
        self._begun = service.database.last_notification_id()
        formed: dict[str, Any] = {"programme": "forsta-steget", "term": "autumn", "begins_on": BEGINS_ON}
        self.group_id = self._execute(FormGroup(**formed, by=KEEPER, occurred_on=day(70))).id
        with service.process.application.reading() as work:
            rows = sessions_of(self.group_id, work)
        self.sessions = [(UUID(row["session_id"]), date.fromisoformat(row["day"])) for row in rows]

    def join(self) -> None:
        self._member(JoinGroup, BEGINS_ON)

    def leave(self, on: date) -> None:
        self._member(LeaveGroup, on, reason=InterruptionReason.MOVED)

    def hold(self, number: int, presence: Presence) -> None:
        present = {presence.value: (self._person.plan_id,)}
        self._session(HoldSession, number, **present)

    def correct(self, number: int, presence: Presence) -> None:
        self._session(RecordAttendance, number, plan_id=self._person.plan_id, presence=presence)

    def truth(self) -> list[tuple[Any, Any]]:
        """By day, from what is published."""
        assert SERVICE.translate
        rows = Known()
        for stored in self._service.database.notifications(self._begun, 10_000):
            if event := SERVICE.translate(from_stored(stored)):
                fold_into(rows, event)
        own = (row for row in rows.of(attendances.PROJECTION).values() if row.plan_id == self._person.plan_id)
        return sorted((row.held_on, row.presence) for row in own)

    def _member(self, command: Any, on: Any, **members: Any) -> None:
        who = {"group_id": self.group_id, "plan_id": self._person.plan_id, "by": KEEPER}
        self._execute(command(**who, occurred_on=on, **members))

    def _session(self, command: Any, number: int, **members: Any) -> None:
        session_id, on = self.sessions[number]
        self._execute(command(session_id=session_id, by=KEEPER, occurred_on=on, **members))

    def _execute(self, command: object) -> Any:
        with self._service.on_business_date():
            return self._service.process.application.execute(command)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServiceUnderTest]:
    with ServiceUnderTest(SERVICE, tmp_path_factory.mktemp("planning"), today=day(LAST)) as planning:
        yield planning


@settings(max_examples=25)
@given(attended=presences, data=st.data())
def test_every_order_of_sessions_and_corrections_ends_in_the_same_truth(
    service: ServiceUnderTest, attended: list[Presence], data: st.DataObject
) -> None:
    in_time, late = Group(service), Group(service)
    in_time.join()
    for number, presence in enumerate(attended):
        in_time.hold(number, presence)

    for number in data.draw(st.permutations(range(len(attended)))):
        with pytest.raises(Refused):
            late.hold(number, attended[number])
    late.join()
    late.leave(late.sessions[len(attended) - 1][1])
    for number in data.draw(st.permutations(range(len(attended)))):
        late.hold(number, WRONG[attended[number]])
    for number in data.draw(st.permutations(range(len(attended)))):
        late.correct(number, attended[number])
    assert len(in_time.truth()) == len(attended)
    assert late.truth() == in_time.truth()
