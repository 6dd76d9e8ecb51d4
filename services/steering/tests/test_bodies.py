"""T-20: bodies with their seats over time, decisions, risks and deviations of a programme."""

from datetime import date
from typing import Any

import pytest
from services.steering.tests.desk import Desk
from services.steering.tests.examples import ASKED, PREPARES, PROGRAMME

from samplan.contracts.codes import Agency
from samplan.contracts.codes.steering import BodyKind, RiskKind, RiskSize, Seat
from samplan.contracts.steering import bodies as published
from samplan.testing.given import SOME_ID, Fact, fact, given
from steering.bodies.constitute_body import BodyConstituted, BodyRecorded, ConstituteBody, SeatHeld
from steering.office.refusals import NotAfterTheLast
from steering.risks.assess_risk import AssessRiskAgain, CloseRisk
from steering.risks.risk import RiskAssessed, RiskClosed, RiskIsClosed, RiskRecorded

MARCH_2, MARCH_3 = date(2020, 3, 2), date(2020, 3, 3)
CHAIR, MEMBER = (SeatHeld(agency=Agency.AF, seat=seat) for seat in (Seat.CHAIR, Seat.MEMBER))
GROUP: dict[str, Any] = {"programme": PROGRAMME, "body": BodyKind.STEERING_GROUP}


def constitute(*seats: SeatHeld, on: date = MARCH_3) -> ConstituteBody:
    return ConstituteBody(**{**ASKED, "occurred_on": on}, **GROUP, seats=seats)


def body_recorded() -> Fact:
    return fact(BodyRecorded, **GROUP, occurred_on=MARCH_2)


def constituted(*seats: SeatHeld) -> Fact:
    return fact(BodyConstituted, **GROUP, **PREPARES.stored, seats=seats, occurred_on=MARCH_2)


class TestConstituteBody:
    def test_replaces_the_seats(self) -> None:
        before = given(body_recorded(), constituted(CHAIR))
        before.when(constitute(CHAIR, MEMBER), PREPARES).then(fact(BodyConstituted, seats=(CHAIR, MEMBER)))

    def test_records_nothing_when_it_has_these_seats(self) -> None:
        given(body_recorded(), constituted(CHAIR)).when(constitute(CHAIR), PREPARES).then_nothing()

    def test_is_refused_on_the_day_of_the_seats_before(self) -> None:
        asked = given(body_recorded(), constituted(CHAIR)).when(constitute(MEMBER, on=MARCH_2), PREPARES)
        asked.then_refused(NotAfterTheLast)


def risk_recorded() -> Fact:
    return fact(RiskRecorded, programme=PROGRAMME, risk=RiskKind.FEW_REFERRALS, occurred_on=MARCH_2)


def risk_closed() -> Fact:
    which = {"programme": PROGRAMME, "risk": RiskKind.FEW_REFERRALS}
    return fact(RiskClosed, **which, **PREPARES.stored, occurred_on=MARCH_2)


AGAIN = AssessRiskAgain(
    **ASKED, risk_id=SOME_ID, size=RiskSize.SMALL, indicator="participants", words="Fler remitteras."
)
CLOSING = CloseRisk(**ASKED, risk_id=SOME_ID)


class TestARisk:
    def test_is_assessed_again(self) -> None:
        again = given(risk_recorded()).when(AGAIN, PREPARES)
        again.then(fact(RiskAssessed, size=RiskSize.SMALL, indicator="participants"))

    def test_is_closed(self) -> None:
        given(risk_recorded()).when(CLOSING, PREPARES).then(fact(RiskClosed))

    @pytest.mark.parametrize("command", [AGAIN, CLOSING], ids=["assessed", "closed"])
    def test_is_not_assessed_or_closed_once_it_is_closed(self, command: AssessRiskAgain | CloseRisk) -> None:
        given(risk_recorded(), risk_closed()).when(command, PREPARES).then_refused(RiskIsClosed)


ON = {"programme": PROGRAMME, "occurredOn": "2020-03-02"}
SEATS = [{"agency": "af", "seat": "chair"}]
WORDS = "Färre remitteras än planerat."
RISK = {"risk": "few_referrals", "size": "large", "indicator": "participants", "words": WORDS}
RECORDED: dict[str, dict[str, Any]] = {
    "bodies": {"body": "steering_group", "seats": SEATS},
    "decisions": {"body": "steering_group", "matter": "intake", "words": WORDS},
    "risks": RISK,
    "deviations": {"deviation": "time", "size": "medium", "words": WORDS},
}


def test_what_is_recorded_over_http_is_listed_and_published_without_its_words(service: Desk) -> None:
    for path, members in RECORDED.items():
        for _ in range(2):
            service.prepared(f"/v1/{path}", {**ON, **members}, key=path).raise_for_status()
        [listed] = service.get(f"/v1/{path}?programme={PROGRAMME}").json()
        assert {name: listed[name] for name in members} == members
        refused = service.get(f"/v1/{path}?programme={PROGRAMME}", agency="klippan")
        assert refused.json()["code"] == "not_your_programme"
    assert [type(event) for event in service.published()] == [
        published.BodyConstituted,
        published.DecisionTaken,
        published.RiskAssessed,
        published.DeviationRecorded,
    ]
    assert WORDS not in str(service.published())


def test_a_risk_names_an_indicator_of_the_catalogue_and_is_closed(service: Desk) -> None:
    unknown = service.prepared("/v1/risks", {**ON, **RISK, "indicator": "smiles"})
    assert unknown.json()["code"] == "unknown_indicator"
    place = service.prepared("/v1/risks", {**ON, **RISK}).headers["location"]
    closed = service.prepared(f"{place}/closing", {"occurredOn": "2020-04-01"}, version=2)
    assert closed.json()["closedOn"] == "2020-04-01"
    assert service.get(place).json() == closed.json()
