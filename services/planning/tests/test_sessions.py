"""P-10: sessions are held or cancelled; attendance is recorded, corrected, and shared by consent."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from services.planning.tests.examples import CONSENT, PARTICIPANT, PLAN, UNKNOWN, exited_to_work
from services.planning.tests.group_examples import (
    CONSENTED,
    ENROLLED_ON,
    FORM,
    GROUP,
    KLIPPAN,
    MONDAY,
    PERSTORP,
    TAKEN_IN,
    TODAY,
    TUESDAY,
    UNSHARED,
    formed,
    joined,
    left,
    plan,
)

from planning.groups import Group
from planning.groups.leave_group import NotAMember
from planning.plan import Plan
from planning.plan.refusals import PlanHasEnded
from planning.service import SERVICE
from planning.sessions import Presence
from planning.sessions.attendance import Attendance
from planning.sessions.cancel_session import (
    CancelledBecause,
    CancelSession,
    SessionCancelled,
    SessionWasHeld,
)
from planning.sessions.command import Setting
from planning.sessions.hold_session import HoldSession, SessionHeld, SessionIsCancelled
from planning.sessions.planned_sessions import session_id_of
from planning.sessions.record_attendance import AttendanceRecorded, RecordAttendance, SessionNotHeld
from planning.sessions.session import NotTheSessionsDay, SessionPlanned
from planning.terms.term import Excused
from samplan.contracts.codes import Agency
from samplan.contracts.consent import ConsentRevoked
from samplan.testing.given import Fact, fact, given
from samplan.testing.harness import ServiceUnderTest

SESSION = session_id_of(GROUP, MONDAY)
HOLD = HoldSession(session_id=SESSION, by=KLIPPAN, occurred_on=MONDAY, present=(PLAN,))
RECORD = RecordAttendance(
    session_id=SESSION, by=KLIPPAN, occurred_on=MONDAY, plan_id=PLAN, presence=Presence.EXCUSED
)
CANCEL = CancelSession(
    session_id=SESSION, by=KLIPPAN, occurred_on=MONDAY, reason=CancelledBecause.LEADER_ABSENT
)


def setting(*facts: Fact, of: Plan | None = None) -> Setting:
    return Setting(
        given(formed(), *(facts or (joined(),)), id=GROUP).aggregate(Group), {PLAN: of or plan()}, TODAY
    )


def planned() -> Fact:
    return fact(SessionPlanned, group_id=GROUP, agency=KLIPPAN, occurred_on=MONDAY)


def held() -> Fact:
    return fact(SessionHeld, group_id=GROUP, occurred_on=MONDAY)


def cancelled() -> Fact:
    return fact(SessionCancelled, reason=CancelledBecause.PREMISES, occurred_on=MONDAY)


def recorded(presence: Presence) -> Fact:
    return fact(AttendanceRecorded, plan_id=PLAN, presence=presence, occurred_on=MONDAY, shared=True)


class TestHoldSession:
    def test_records_who_was_there(self) -> None:
        given(planned()).when(HOLD.decide, setting()).then(held(), recorded(Presence.PRESENT))

    def test_again_changes_nothing(self) -> None:
        given(planned(), held(), recorded(Presence.PRESENT)).when(HOLD.decide, setting()).then_nothing()

    def test_withholds_the_attendance_of_a_participant_who_does_not_share(self) -> None:
        told = given(planned()).when(HOLD.decide, setting(of=plan(under=UNSHARED)))
        told.then(held(), fact(AttendanceRecorded, shared=False))

    def test_is_refused_on_another_day(self) -> None:
        late = replace(HOLD, occurred_on=TUESDAY)
        given(planned()).when(late.decide, setting()).then_refused(NotTheSessionsDay)

    def test_is_refused_once_cancelled(self) -> None:
        given(planned(), cancelled()).when(HOLD.decide, setting()).then_refused(SessionIsCancelled)


class TestRecordAttendance:
    def test_corrects_what_was_recorded(self) -> None:
        before = (planned(), held(), recorded(Presence.PRESENT))
        given(*before).when(RECORD.decide, setting()).then(recorded(Presence.EXCUSED))

    def test_is_refused_before_the_session_is_held(self) -> None:
        given(planned()).when(RECORD.decide, setting()).then_refused(SessionNotHeld)

    def test_is_refused_for_one_who_joined_later(self) -> None:
        later = setting(joined(on=TUESDAY))
        given(planned(), held()).when(RECORD.decide, later).then_refused(NotAMember)

    def test_includes_the_day_of_leaving(self) -> None:
        leaving = setting(joined(), left(on=MONDAY))
        given(planned(), held()).when(RECORD.decide, leaving).then(recorded(Presence.EXCUSED))

    def test_is_refused_after_the_plans_end(self) -> None:
        ended = setting(of=plan(exited_to_work(on=ENROLLED_ON)))
        given(planned(), held()).when(RECORD.decide, ended).then_refused(PlanHasEnded)


class TestCancelSession:
    def test_cancels_what_was_planned(self) -> None:
        given(planned()).when(CANCEL.decide, setting()).then(fact(SessionCancelled, reason=CANCEL.reason))

    def test_again_changes_nothing(self) -> None:
        given(planned(), cancelled()).when(CANCEL.decide, setting()).then_nothing()

    def test_is_refused_once_held(self) -> None:
        given(planned(), held()).when(CANCEL.decide, setting()).then_refused(SessionWasHeld)


@pytest.mark.parametrize(
    ("excused", "percent"), [(Excused.ABSENT, 82.5), (Excused.LEFT_OUT, 94.3)], ids=["absent", "left-out"]
)
def test_an_excused_absence_counts_as_the_programme_says(excused: Excused, percent: float) -> None:
    assert Attendance(present=33, excused=5, absent=2).percent(excused) == percent


def test_nothing_recorded_is_no_share() -> None:
    assert Attendance(excused=1).percent(Excused.LEFT_OUT) is None


@pytest.fixture
def service(tmp_path: Path, database_url: str) -> Iterator[ServiceUnderTest]:
    with ServiceUnderTest(SERVICE, tmp_path, today=TODAY, database_url=database_url) as under_test:
        under_test.receive(CONSENTED, TAKEN_IN)
        yield under_test


@pytest.fixture
def group(service: ServiceUnderTest) -> str:
    """With one member, who was at the first of two sessions."""
    path: str = service.post("/v1/groups", FORM, agency=KLIPPAN).headers["Location"]
    body = {"planId": str(PLAN), "occurredOn": str(MONDAY)}
    service.post(f"{path}/members", body, agency=KLIPPAN).raise_for_status()
    for number, presence in enumerate(("present", "absent")):
        hold(service, path, number, {presence: [str(PLAN)]}).raise_for_status()
    return path


def hold(
    service: ServiceUnderTest, group: str, number: int, lists: dict[str, list[str]], agency: Agency = KLIPPAN
) -> Any:
    session = service.get(f"{group}/sessions").json()[number]
    body = {"occurredOn": session["day"], **lists}
    return service.post(f"/v1/sessions/{session['sessionId']}/holding", body, agency=agency)


def start_activity(service: ServiceUnderTest) -> None:
    """By which the group's owner sees its own items in the plan, whatever consent has ended."""
    path = f"/v1/plans/{PLAN}"
    body = {"kind": "guidance", "occurredOn": str(MONDAY)}
    etag = service.get(path).headers["ETag"]
    service.post(f"{path}/activities", body, agency=KLIPPAN, if_match=etag).raise_for_status()


class TestOverHttp:
    def test_attendance_is_asked_for_a_group_and_a_participant(
        self, service: ServiceUnderTest, group: str
    ) -> None:
        asked = service.get(f"{group}/attendance", agency=KLIPPAN).json()
        assert (asked["percent"], asked["target"]) == (50.0, 80)
        [own] = service.get(f"/v1/plans/{PLAN}/attendance").json()
        assert [own] == asked["members"]
        assert (own["present"], own["absent"], own["belowTarget"]) == (1, 1, True)
        below = service.get("/v1/low-attendance?asOf=2019-03-04", agency=KLIPPAN).json()
        assert below == [own]
        assert service.get("/v1/low-attendance?asOf=2019-06-03", agency=KLIPPAN).json() == []

    def test_other_agencies_see_none_of_it(self, service: ServiceUnderTest, group: str) -> None:
        for path in (f"{group}/sessions", f"{group}/attendance", f"/v1/plans/{PLAN}/attendance"):
            assert service.get(path, agency=PERSTORP).status_code == 404
        assert service.get("/v1/low-attendance?asOf=2019-03-04", agency=PERSTORP).json() == []
        assert hold(service, group, 2, {}, agency=PERSTORP).status_code == 404
        assert hold(service, group, 2, {}, agency=Agency.AF).json()["code"] == "not_the_owner"

    def test_a_participant_outside_the_group_is_refused(self, service: ServiceUnderTest, group: str) -> None:
        assert hold(service, group, 2, {"present": [str(UNKNOWN)]}).status_code == 404

    def test_one_participant_is_listed_once(self, service: ServiceUnderTest, group: str) -> None:
        assert hold(service, group, 2, {"present": [str(PLAN)], "absent": [str(PLAN)]}).status_code == 422

    def test_a_disclosure_of_attendance_is_logged(self, service: ServiceUnderTest, group: str) -> None:
        assert service.get(f"/v1/plans/{PLAN}/attendance", agency=KLIPPAN).is_success
        assert type(service.published()[-1]).__name__ == "DisclosureMade"

    def test_after_a_revocation_attendance_is_recorded_and_not_published(
        self, service: ServiceUnderTest, group: str
    ) -> None:
        service.receive(ConsentRevoked(consent_id=CONSENT, participant_id=PARTICIPANT, occurred_on=TODAY))
        before = len(service.published())
        hold(service, group, 2, {"present": [str(PLAN)]}).raise_for_status()
        assert [type(one).__name__ for one in service.published()[before:]] == ["SessionHeld"]
        assert service.get(f"/v1/plans/{PLAN}/attendance", agency=KLIPPAN).status_code == 404
        assert service.get(f"{group}/attendance", agency=KLIPPAN).json()["members"][0]["present"] == 2
        assert service.get(f"{group}/attendance").json()["percent"] is None

    def test_after_a_revocation_an_agency_sees_its_own_groups_alone(
        self, service: ServiceUnderTest, group: str
    ) -> None:
        start_activity(service)
        other = service.post("/v1/groups", FORM).headers["Location"]
        body = {"planId": str(PLAN), "occurredOn": str(MONDAY)}
        service.post(f"{other}/members", body).raise_for_status()
        hold(service, other, 0, {"present": [str(PLAN)]}, agency=Agency.AF).raise_for_status()
        path = f"/v1/plans/{PLAN}/attendance"
        assert len(service.get(path, agency=KLIPPAN).json()) == 2
        service.receive(ConsentRevoked(consent_id=CONSENT, participant_id=PARTICIPANT, occurred_on=TODAY))
        [own] = service.get(path, agency=KLIPPAN).json()
        assert group.endswith(own["groupId"])

    def test_a_correction_moves_the_session_to_what_it_was(
        self, service: ServiceUnderTest, group: str
    ) -> None:
        _, session, planned = service.get(f"{group}/sessions").json()[:3]
        assert (session["status"], session["enteredBy"], planned["status"]) == ("held", "klippan", "planned")
        body = {"planId": str(PLAN), "presence": "present", "occurredOn": session["day"]}
        path = f"/v1/sessions/{session['sessionId']}/attendance"
        for _ in range(2):
            service.post(path, body, agency=KLIPPAN).raise_for_status()
        [own] = service.get(f"/v1/plans/{PLAN}/attendance").json()
        assert (own["present"], own["absent"], own["belowTarget"]) == (2, 0, False)


def test_a_session_has_one_id_a_day() -> None:
    ids = {session_id_of(group, day) for group in (GROUP, UNKNOWN) for day in (MONDAY, TUESDAY)}
    assert len(ids) == 4
