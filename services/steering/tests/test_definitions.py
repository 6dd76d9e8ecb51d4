"""T-02: what an indicator counts is defined in a closed vocabulary, and a version keeps those before it."""

from datetime import date
from typing import Any

import pytest
from services.steering.tests.desk import Desk
from services.steering.tests.examples import (
    APPROVES,
    ASKED,
    CONTENT,
    DECIDED_ON,
    ENROLLED,
    LEADER,
    MEMBER,
    NEW_DEFINITION,
    NEW_TARGET,
    PREPARES,
    PROGRAMME,
    STUDIES,
    WIDER_FROM,
    definition_prepared,
    definition_recorded,
    new_version,
)

from chassis.decisions.domain import Refused
from chassis.decisions.persons import TwoPersonsNeeded
from samplan.contracts.codes import ExitClass, Sex, SubsidyKind
from samplan.contracts.codes.indicators import DefinitionReason, Direction, What
from samplan.contracts.codes.steering import SteeringRole
from samplan.contracts.steering.definitions import CountedPart, IndicatorDefined, definition_id_of
from samplan.testing.given import SOME_ID, fact, given
from steering.definitions import definition as facts
from steering.definitions.approve_definition import ApproveDefinition, SendBackDefinition
from steering.definitions.part import AnotherUnit, KindsWithStay, NoFilterOfThis, Part
from steering.definitions.prepare_definition import ExitsByClass, FollowsFromOthers
from steering.office import Signature
from steering.office.refusals import NotAfterTheLast, NothingWaits

APPROVAL = ApproveDefinition(**{**ASKED, "role": "steering_member", "person": MEMBER}, definition_id=SOME_ID)


class TestApproveDefinition:
    def test_defines_the_version_after_those_of_the_file(self) -> None:
        (
            given(definition_recorded(), definition_prepared())
            .when(APPROVAL, APPROVES, 2)
            .then(fact(facts.IndicatorDefined, version=3, numerator=STUDIES, valid_from=WIDER_FROM))
        )

    def test_is_refused_to_the_person_who_prepared_it(self) -> None:
        same = Signature(person=LEADER, role=SteeringRole.STEERING_MEMBER)
        prepared = given(definition_recorded(), definition_prepared())
        prepared.when(APPROVAL, same, 2).then_refused(TwoPersonsNeeded)

    def test_is_refused_when_nothing_waits(self) -> None:
        given(definition_recorded()).when(APPROVAL, APPROVES, 2).then_refused(NothingWaits)

    def test_may_be_refused_by_sending_it_back(self) -> None:
        command = SendBackDefinition(**ASKED, definition_id=SOME_ID)
        outcome = given(definition_recorded(), definition_prepared()).when(command, APPROVES, 2)
        outcome.then(fact(facts.DefinitionSentBack))
        assert outcome.aggregate.waiting is None


SMALL = Part(counts=What.PLANS, in_time=True)


class TestPrepareVersion:
    def test_waits_for_approval(self) -> None:
        outcome = given(definition_recorded()).when(new_version(), PREPARES, date(2021, 4, 1))
        outcome.then(fact(facts.DefinitionPrepared, **CONTENT))

    @pytest.mark.parametrize("last", [WIDER_FROM, date(2021, 8, 1)])
    def test_is_refused_from_a_day_with_a_later_version(self, last: date) -> None:
        given(definition_recorded()).when(new_version(), PREPARES, last).then_refused(NotAfterTheLast)

    @pytest.mark.parametrize(
        ("indicator", "changes", "refused"),
        [
            ("to_work_or_studies", {}, FollowsFromOthers),
            ("to_work", {"numerator": ENROLLED}, ExitsByClass),
            ("new", {"numerator": Part(counts=What.REFERRED, sexes=(Sex.WOMAN,))}, NoFilterOfThis),
            ("new", {"denominator": Part(counts=What.ENROLLED, in_time=True)}, NoFilterOfThis),
            (
                "new",
                {"numerator": Part(counts=What.EXITS, kinds=(SubsidyKind.SAMHALL,), within_days=90)},
                KindsWithStay,
            ),
            ("new", {"numerator": SMALL}, AnotherUnit),
        ],
    )
    def test_is_refused_what_no_figure_can_count(
        self, indicator: str, changes: dict[str, Any], refused: type[Refused]
    ) -> None:
        asked = given(definition_recorded(indicator)).when(new_version(**changes), PREPARES, None)
        asked.then_refused(refused)


def defined(service: Desk, **changes: Any) -> str:
    """The path of a definition that was prepared and approved."""
    prepared = service.prepared("/v1/definitions", {**NEW_DEFINITION, **changes})
    place = str(prepared.headers["location"])
    for _ in range(2):
        service.decided(f"{place}/approval", "2021-05-10", version=2, key="once").raise_for_status()
    return place


class TestADefinitionOverHttp:
    def test_is_published_once_it_is_approved(self, service: Desk) -> None:
        place = defined(service)
        assert service.published() == [
            IndicatorDefined(
                definition_id=definition_id_of(PROGRAMME, "to_studies"),
                programme=PROGRAMME,
                indicator="to_studies",
                version=3,
                valid_from=WIDER_FROM,
                direction=Direction.AT_LEAST,
                numerator=CountedPart(
                    counts=What.EXITS,
                    exits=(ExitClass.STUDIES_STUDENT_AID, ExitClass.STUDIES_RETAINED_SUPPORT),
                ),
                denominator=CountedPart(counts=What.ENROLLED),
                reason=DefinitionReason.NEW_FORM_OF_SUPPORT,
                prepared_by=SteeringRole.PROCESS_LEADER,
                approved_by=SteeringRole.STEERING_MEMBER,
                occurred_on=DECIDED_ON,
            )
        ]
        shown = service.get(place).json()
        assert shown["approved"][0]["numerator"]["counts"] == "exits"
        [listed] = service.get(f"/v1/definitions?programme={PROGRAMME}").json()
        assert (listed["version"], listed["waits"]) == (3, False)

    def test_can_have_a_target(self, service: Desk) -> None:
        asked = {**NEW_TARGET, "target": "fast", "indicator": "fast", "validFrom": "2021-07-01"}
        assert service.prepared("/v1/targets", asked).json()["code"] == "unknown_indicator"
        fast = {"counts": "exits", "withinDays": 90, "followedDays": 90}
        defined(service, indicator="fast", numerator=fast)
        assert service.prepared("/v1/targets", asked).status_code == 201
