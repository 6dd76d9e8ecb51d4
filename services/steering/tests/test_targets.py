"""T-03: a target is prepared by one person and approved by another; a revision keeps the values before it."""

import pytest
from services.steering.tests.desk import Desk
from services.steering.tests.examples import (
    APPROVES,
    ASKED,
    DECIDED_ON,
    EVEN_SHARE,
    FIRST_DAY,
    LEADER,
    MEMBER,
    NEW_TARGET,
    NEW_VALUE,
    NUMBER,
    PREPARES,
    PROGRAMME,
    REVISED_ON,
    SHARE,
    revision,
    target_prepared,
    target_recorded,
    target_set,
)

from chassis.decisions.domain import Refused
from chassis.decisions.persons import TwoPersonsNeeded
from samplan.contracts.codes.steering import SteeringRole, TargetReason, TargetUnit
from samplan.contracts.steering.targets import TargetRevised, TargetSet, target_id_of
from samplan.testing.given import SOME_ID, fact, given
from steering.office import Measure, Signature
from steering.office.refusals import NotAfterTheLast, NothingWaits
from steering.targets import target as facts
from steering.targets.approve_target import ApproveTarget, SendBackTarget
from steering.targets.refusals import NotAPercentage, NotAShare, NoValue, ToleranceDoesNotFit

APPROVAL = ApproveTarget(**{**ASKED, "role": "steering_member", "person": MEMBER}, target_id=SOME_ID)


class TestApproveTarget:
    def test_sets_the_first_value(self) -> None:
        (
            given(target_recorded(), target_prepared())
            .when(APPROVAL, APPROVES)
            .then(fact(facts.TargetSet, value=5600, valid_from=FIRST_DAY, prepared_by=PREPARES.role))
        )

    def test_revises_a_value_that_was_set(self) -> None:
        later = {"value": 4000, "valid_from": REVISED_ON, "reason": TargetReason.FEWER_REFERRALS}
        outcome = given(target_recorded(), target_set(), target_prepared(**later)).when(APPROVAL, APPROVES)
        outcome.then(fact(facts.TargetRevised, **later, occurred_on=DECIDED_ON))
        assert [one.level.value for one in outcome.aggregate.approved] == [5600, 4000]

    def test_is_refused_to_the_person_who_prepared_it(self) -> None:
        same = Signature(person=LEADER, role=SteeringRole.STEERING_MEMBER)
        given(target_recorded(), target_prepared()).when(APPROVAL, same).then_refused(TwoPersonsNeeded)

    def test_is_refused_when_nothing_waits(self) -> None:
        given(target_recorded(), target_set()).when(APPROVAL, APPROVES).then_refused(NothingWaits)


class TestSendBackTarget:
    def test_leaves_the_value_that_was_set(self) -> None:
        command = SendBackTarget(**ASKED, target_id=SOME_ID)
        outcome = given(target_recorded(), target_set(), target_prepared()).when(command, APPROVES)
        outcome.then(fact(facts.TargetSentBack))
        assert (outcome.aggregate.waiting, len(outcome.aggregate.approved)) == (None, 1)


class TestPrepareRevision:
    def test_waits_in_place_of_what_waited(self) -> None:
        outcome = given(target_recorded(), target_prepared()).when(revision(), PREPARES, NUMBER)
        outcome.then(fact(facts.TargetPrepared, value=4000))
        assert outcome.aggregate.waiting[0].value == 4000

    @pytest.mark.parametrize(
        ("unit", "measure", "changes", "refused"),
        [
            (TargetUnit.PARTICIPANTS, NUMBER, {"value": 0}, NoValue),
            (TargetUnit.PERCENT, NUMBER, {"value": 45}, NotAShare),
            (TargetUnit.PERCENT, SHARE, {"value": 101}, NotAPercentage),
            (TargetUnit.PERCENT, EVEN_SHARE, {"value": 50}, ToleranceDoesNotFit),
            (TargetUnit.PERCENT, SHARE, {"value": 45, "tolerance": 10}, ToleranceDoesNotFit),
        ],
    )
    def test_is_refused_where_the_indicator_is_another_thing(
        self, unit: TargetUnit, measure: Measure, changes: dict[str, int], refused: type[Refused]
    ) -> None:
        given(target_recorded(unit)).when(revision(**changes), PREPARES, measure).then_refused(refused)

    def test_is_refused_from_a_day_that_already_has_a_value(self) -> None:
        asked = revision(valid_from=FIRST_DAY)
        given(target_recorded(), target_set()).when(asked, PREPARES, NUMBER).then_refused(NotAfterTheLast)


REVISED = TargetRevised(
    target_id=target_id_of(PROGRAMME, "participants"),
    programme=PROGRAMME,
    target="participants",
    indicator="participants",
    unit=TargetUnit.PARTICIPANTS,
    value=4000,
    tolerance=0,
    valid_from=REVISED_ON,
    reason=TargetReason.FEWER_REFERRALS,
    prepared_by=SteeringRole.PROCESS_LEADER,
    approved_by=SteeringRole.STEERING_MEMBER,
    occurred_on=DECIDED_ON,
)


def revised(service: Desk) -> str:
    """The path of a target that was set, by a request that was sent twice, and revised."""
    place = str(service.prepared("/v1/targets", NEW_TARGET).headers["location"])
    for _ in range(2):
        service.decided(f"{place}/approval", "2020-01-02", version=2, key="once").raise_for_status()
    service.prepared(f"{place}/revision", NEW_VALUE, version=3).raise_for_status()
    service.decided(f"{place}/approval", "2021-05-10", version=4).raise_for_status()
    return place


class TestATargetOverHttp:
    def test_is_published_as_set_and_revised(self, service: Desk) -> None:
        place = revised(service)
        first, second = service.published()
        assert isinstance(first, TargetSet)
        assert second == REVISED
        listed = service.get(f"/v1/targets?programme={PROGRAMME}").json()
        assert [(one["targetId"], one["value"], one["waits"]) for one in listed] == [
            (place.rsplit("/", 1)[1], 4000, False)
        ]

    def test_is_published_only_once_it_is_approved(self, service: Desk) -> None:
        service.prepared("/v1/targets", NEW_TARGET).raise_for_status()
        assert service.published() == []

    def test_shows_every_value(self, service: Desk) -> None:
        shown = service.get(revised(service)).json()
        assert [(one["value"], one["approvedOn"]) for one in shown["approved"]] == [
            (5600, "2020-01-02"),
            (4000, "2021-05-10"),
        ]
        assert shown["waiting"] is None

    def test_is_refused_to_a_machine_and_to_who_takes_no_part(self, service: Desk) -> None:
        assert service.post("/v1/targets", NEW_TARGET, agency="finsam").json()["code"] == "person_needed"
        for changes, agency, code in (
            ({}, "klippan", "not_your_programme"),
            ({"programme": "other"}, "finsam", "unknown_programme"),
            ({"indicator": "smiles"}, "finsam", "unknown_indicator"),
        ):
            answer = service.prepared("/v1/targets", NEW_TARGET | changes, agency=agency)
            assert answer.json()["code"] == code

    def test_is_approved_by_a_member_of_the_steering_group_alone(self, service: Desk) -> None:
        place = service.prepared("/v1/targets", NEW_TARGET).headers["location"]
        answer = service.prepared(f"{place}/approval", {"occurredOn": "2020-01-02"}, version=2)
        assert (answer.status_code, answer.json()["code"]) == (403, "missing_scope")
        assert service.prepared("/v1/targets", NEW_TARGET).json()["code"] == "target_exists"
        assert service.get(place, agency="klippan").status_code == 404
