"""P-10: 100,000 rows of attendance in a year of groups slow neither a plan's command nor a list.

Counted in steps of SQLite's virtual machine, which are the same on every run: a row read is at least one.
"""

from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest
from services.planning.tests.examples import KEEPER_ASKS, PLAN, SWEDISH
from services.planning.tests.group_examples import CONSENTED, FORM, KLIPPAN, MARCH_4, MONDAY, TAKEN_IN, TODAY

from planning.activities.start_activity import StartActivity
from planning.agreement.agree_plan import AgreePlan
from planning.course.choose_track import ChooseTrack
from planning.service import SERVICE
from planning.sessions.attendance import MIGRATIONS
from planning.sessions.hold_session import HoldSession
from planning.sessions.list_attendance import ListAttendanceBelowTarget
from planning.sessions.planned_sessions import session_id_of
from samplan.contracts.codes import ActivityKind, Track
from samplan.testing.harness import ServiceUnderTest

pytestmark = pytest.mark.slow

PARTICIPANTS = 250
SESSIONS = 400
FEW = 4
PRESENT_IN = 2
"""Every second session, so that the share is the same however many there are."""


@pytest.fixture
def service(tmp_path: Path) -> Iterator[ServiceUnderTest]:
    with ServiceUnderTest(SERVICE, tmp_path, today=TODAY) as under_test:
        under_test.receive(CONSENTED, TAKEN_IN)
        yield under_test


@pytest.fixture
def group(service: ServiceUnderTest) -> UUID:
    """With one member."""
    path: str = service.post("/v1/groups", FORM, agency=KLIPPAN).headers["Location"]
    body = {"planId": str(PLAN), "occurredOn": str(MONDAY)}
    service.post(f"{path}/members", body, agency=KLIPPAN).raise_for_status()
    return UUID(path.rsplit("/", 1)[-1])


def attend(service: ServiceUnderTest, group: UUID, sessions: int) -> None:
    """Everybody, in as many sessions: bare rows, and their sums as the migration makes them."""
    rows = [
        {"s": f"{session}", "p": f"{plan}", "g": f"{group}", "x": ("absent", "present")[session % PRESENT_IN]}
        for plan in (PLAN, *(UUID(int=n) for n in range(1, PARTICIPANTS)))
        for session in range(sessions)
    ]
    with service.database.transaction() as tx:
        tx.execute("DELETE FROM attendance")
        tx.execute("DELETE FROM attendance_counts")
        tx.executemany("INSERT INTO attendance VALUES (:s, :p, :g, :x)", rows)
        tx.execute(MIGRATIONS[-1].statements[-1])


class NotKept(Exception):
    """Takes back what was counted, so that the next count starts from the same."""


def steps_of(service: ServiceUnderTest, command: object) -> int:
    steps = count()
    with suppress(NotKept), service.on_business_date(), service.database.transaction() as tx:
        connection = tx._cursor.sqlite_cursor.connection  # type: ignore[attr-defined]  # SQLite's alone counts
        work = service.process.application.work(tx)
        connection.set_progress_handler(lambda: next(steps) < 0, 1)
        service.process.application.handle(command, work)
        work.flush()
        connection.set_progress_handler(None, 1)
        raise NotKept
    return next(steps)


class TestAYearOfSessions:
    def test_is_not_read_by_a_command_on_a_plan_or_a_session(
        self, service: ServiceUnderTest, group: UUID
    ) -> None:
        commands = [
            ChooseTrack(**KEEPER_ASKS, track=Track.WORK, occurred_on=MONDAY),
            StartActivity(**KEEPER_ASKS, activity_id=SWEDISH, kind=ActivityKind.GUIDANCE, occurred_on=MONDAY),
            AgreePlan(**KEEPER_ASKS, occurred_on=MONDAY),
            HoldSession(
                session_id=session_id_of(group, MONDAY), by=KLIPPAN, occurred_on=MONDAY, present=(PLAN,)
            ),
        ]
        before = [steps_of(service, command) for command in commands]
        attend(service, group, FEW)
        few = [steps_of(service, command) for command in commands]
        attend(service, group, SESSIONS)
        assert [steps_of(service, command) for command in commands] == few
        assert few[:-1] == before[:-1]

    def test_is_read_as_a_sum_for_each_participant_by_the_list_of_low_attendance(
        self, service: ServiceUnderTest, group: UUID
    ) -> None:
        asked = ListAttendanceBelowTarget(as_of=MARCH_4, by=KLIPPAN)
        attend(service, group, FEW)
        few = steps_of(service, asked)
        attend(service, group, SESSIONS)
        assert steps_of(service, asked) == few
        with service.on_business_date(), service.process.application.reading() as work:
            [below] = service.process.application.handle(asked, work)
        assert (below.plan_id, below.percent, below.attendance.present) == (PLAN, 50.0, SESSIONS / PRESENT_IN)
