"""P-10: groups of a term, formed by the calendar: who joins and leaves, who sees them, what is published."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest
from services.planning.tests.examples import (
    CONSENT,
    OTHER_CONSENT,
    OTHER_REFERRAL,
    PARTICIPANT,
    PLAN,
    UNKNOWN,
    exited_to_work,
)
from services.planning.tests.group_examples import (
    CONSENTED,
    ENROLLED_ON,
    FORM,
    FORMED_ON,
    KLIPPAN,
    LAST_DAY,
    MARCH_4,
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

from planning.groups.group import Group, GroupOfAnother
from planning.groups.join_group import GroupHasEnded, GroupJoined, JoinGroup, OtherProgramme
from planning.groups.leave_group import GroupLeft, LeaveGroup, NotAMember
from planning.plan.refusals import BeforeTheStart, PlanHasEnded
from planning.service import SERVICE
from samplan.contracts.codes import Agency, InterruptionReason
from samplan.contracts.consent import ConsentRevoked
from samplan.contracts.planning.groups import GroupFormed
from samplan.contracts.planning.plans import plan_id_of
from samplan.testing.given import SOME_ID, fact, given
from samplan.testing.harness import ServiceUnderTest

JOIN = JoinGroup(group_id=SOME_ID, plan_id=PLAN, by=KLIPPAN, occurred_on=MONDAY)
LEAVE = LeaveGroup(
    group_id=SOME_ID, plan_id=PLAN, by=KLIPPAN, occurred_on=MARCH_4, reason=InterruptionReason.STARTED_WORK
)


class TestJoinGroup:
    def test_takes_in_a_participant_with_an_open_plan(self) -> None:
        given(formed()).when(JOIN.decide, plan()).then(
            fact(GroupJoined, plan_id=PLAN, occurred_on=MONDAY, shared=True)
        )

    def test_is_withheld_without_a_consent(self) -> None:
        given(formed()).when(JOIN.decide, plan(under=UNSHARED)).then(fact(GroupJoined, shared=False))

    def test_again_changes_nothing(self) -> None:
        given(formed(), joined()).when(JOIN.decide, plan()).then_nothing()

    def test_is_possible_again_after_leaving(self) -> None:
        again = replace(JOIN, occurred_on=MARCH_4)
        given(formed(), joined(), left()).when(again.decide, plan()).then(fact(GroupJoined, plan_id=PLAN))

    def test_is_refused_before_the_last_leaving(self) -> None:
        given(formed(), joined(), left()).when(JOIN.decide, plan()).then_refused(BeforeTheStart)

    def test_is_refused_once_the_plan_has_ended(self) -> None:
        ended = plan(exited_to_work(on=ENROLLED_ON))
        given(formed()).when(JOIN.decide, ended).then_refused(PlanHasEnded)

    def test_is_refused_for_a_plan_of_another_programme(self) -> None:
        given(formed(programme="malmokraften")).when(JOIN.decide, plan()).then_refused(OtherProgramme)

    def test_is_refused_after_the_groups_last_day(self) -> None:
        late = replace(JOIN, occurred_on=TODAY)
        given(formed()).when(late.decide, plan()).then_refused(GroupHasEnded)

    @pytest.mark.parametrize(
        ("members", "warnings"), [(0, ("group_is_small",)), (1, ()), (2, ()), (3, ("group_is_large",))]
    )
    def test_warns_of_a_size_outside_the_limits(self, members: int, warnings: tuple[str, ...]) -> None:
        everybody = [joined(UUID(int=n)) for n in range(members)]
        assert given(formed(), *everybody).aggregate(Group).warnings == warnings


class TestLeaveGroup:
    def test_ends_the_membership_for_a_coded_reason(self) -> None:
        outcome = given(formed(), joined()).when(LEAVE.decide, plan())
        group = outcome.then(fact(GroupLeft, shared=True)).aggregate
        assert group.membership_on(PLAN, MARCH_4)
        assert not group.membership_on(PLAN, LAST_DAY)

    def test_again_changes_nothing(self) -> None:
        given(formed(), joined(), left()).when(LEAVE.decide, plan()).then_nothing()

    def test_is_refused_for_a_participant_outside_the_group(self) -> None:
        given(formed()).when(LEAVE.decide, plan()).then_refused(NotAMember)

    def test_is_refused_before_the_joining(self) -> None:
        given(formed(), joined(on=LAST_DAY)).when(LEAVE.decide, plan()).then_refused(BeforeTheStart)


def test_another_agency_changes_nothing() -> None:
    group = given(formed()).aggregate(Group)
    with pytest.raises(GroupOfAnother):
        group.require_owner(Agency.AF)


@pytest.fixture
def service(tmp_path: Path, database_url: str) -> Iterator[ServiceUnderTest]:
    with ServiceUnderTest(SERVICE, tmp_path, today=TODAY, database_url=database_url) as under_test:
        under_test.receive(CONSENTED, TAKEN_IN)
        yield under_test


def form(service: ServiceUnderTest, **changes: str) -> str:
    answer = service.post("/v1/groups", {**FORM, **changes}, agency=KLIPPAN)
    answer.raise_for_status()
    return str(answer.headers["Location"])


def join(service: ServiceUnderTest, group: str, plan_id: UUID = PLAN, agency: Agency = KLIPPAN) -> Any:
    body = {"planId": str(plan_id), "occurredOn": str(MONDAY)}
    return service.post(f"{group}/members", body, agency=agency)


class TestOverHttp:
    def test_a_group_is_formed_by_the_calendar_and_listed(self, service: ServiceUnderTest) -> None:
        group = form(service)
        answer = join(service, group).json()
        assert (answer["endsOn"], len(answer["sessionDays"])) == (str(LAST_DAY), 50)
        assert [one["planId"] for one in answer["members"]] == [str(PLAN)]
        assert answer["warnings"] == ["group_is_small"]
        [listed] = service.get("/v1/groups", agency=KLIPPAN).json()
        assert (group.endswith(listed["groupId"]), listed["members"]) == (True, 1)

    def test_its_owner_and_the_keeper_see_it(self, service: ServiceUnderTest) -> None:
        group = form(service)
        status = {one: service.get(group, agency=one).status_code for one in (KLIPPAN, Agency.AF, PERSTORP)}
        assert status == {KLIPPAN: 200, Agency.AF: 200, PERSTORP: 404}
        assert service.get("/v1/groups", agency=PERSTORP).json() == []
        assert join(service, group, agency=Agency.AF).json()["code"] == "not_the_owner"
        assert join(service, group, agency=PERSTORP).status_code == 404

    @pytest.mark.parametrize("plan_id", [UNKNOWN, plan_id_of(OTHER_REFERRAL)])
    def test_a_plan_that_the_owner_may_not_know_cannot_join(
        self, service: ServiceUnderTest, plan_id: UUID
    ) -> None:
        other = msgspec.structs.replace(
            CONSENTED,
            consent_id=OTHER_CONSENT,
            participant_id=UNKNOWN,
            referral_id=OTHER_REFERRAL,
            agencies=(Agency.AF, PERSTORP),
        )
        taken = msgspec.structs.replace(
            TAKEN_IN, referral_id=OTHER_REFERRAL, participant_id=UNKNOWN, consent_id=OTHER_CONSENT
        )
        service.receive(other, taken)
        assert join(service, form(service), plan_id).status_code == 404

    def test_after_a_revocation_a_member_leaves_unpublished(self, service: ServiceUnderTest) -> None:
        group = form(service)
        join(service, group).raise_for_status()
        service.receive(ConsentRevoked(consent_id=CONSENT, participant_id=PARTICIPANT, occurred_on=TODAY))
        before = service.published()
        body = {"planId": str(PLAN), "reason": "moved", "occurredOn": str(TUESDAY)}
        assert service.post(f"{group}/leavings", body, agency=KLIPPAN).status_code == 200
        shown = [service.get(group, agency=one).json()["members"] for one in (KLIPPAN, Agency.AF)]
        assert [len(members) for members in shown] == [1, 0]
        assert join(service, form(service)).json()["code"] == "not_found"
        assert [one for one in service.published()[len(before) :] if not isinstance(one, GroupFormed)] == []

    def test_an_agency_outside_the_programme_forms_none(self, service: ServiceUnderTest) -> None:
        answer = service.post("/v1/groups", FORM, agency=Agency.MALMO_IFO)
        assert (answer.status_code, answer.json()["code"]) == (403, "not_a_party")

    @pytest.mark.parametrize("changes", [{"term": "summer"}, {"beginsOn": "2018-12-31"}])
    def test_a_term_without_a_template_is_refused(
        self, service: ServiceUnderTest, changes: dict[str, str]
    ) -> None:
        answer = service.post("/v1/groups", {**FORM, **changes}, agency=KLIPPAN)
        assert (answer.status_code, answer.json()["code"]) == (422, "no_term_template")

    def test_a_refused_leaving_tells_of_no_plan(self, service: ServiceUnderTest) -> None:
        where = f"{form(service)}/leavings"
        bodies = [
            {"planId": str(one), "reason": "other", "occurredOn": "2019-03-04"} for one in (PLAN, UNKNOWN)
        ]
        first, second = (service.post(where, body, agency=KLIPPAN).json() for body in bodies)
        assert (first["code"], first["title"]) == (second["code"], second["title"])

    def test_is_published_thin(self, service: ServiceUnderTest) -> None:
        join(service, form(service)).raise_for_status()
        told = [type(one).__name__ for one in service.published()][-2:]
        assert told == ["GroupFormed", "GroupJoined"]

    def test_a_retry_gives_the_same_group(self, service: ServiceUnderTest) -> None:
        first, again = (service.post("/v1/groups", FORM, agency=KLIPPAN, key="k-1") for _ in range(2))
        assert first.json() == again.json()
        assert first.json()["beginsOn"] == str(MONDAY) > str(FORMED_ON)
