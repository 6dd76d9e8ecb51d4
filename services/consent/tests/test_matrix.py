"""C-12: who may know what, in every cell as `may_know` decides, and as readers of the topics know it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from libs.privacy.tests.test_circle_properties import CIRCLES, DAYS, QUESTIONS
from msgspec.structs import replace
from services.consent.tests.desk import Desk
from services.consent.tests.examples import CARE, CITY, GRANT, KEEPER, OUTSIDER, open_emergency_access

from consent.circle.matrix import OF_A_PLAN, OF_THE_KEEPER, Keepers, agencies_of, asked_of, matrix_of
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.privacy.circle.circle import Circle
from samplan.privacy.circle.fold import circle_after
from samplan.privacy.circle.may_know import Allowed, Asked, Rule, may_know
from samplan.testing.extent import extent

pytestmark = pytest.mark.slow

TODAY = date(2020, 9, 1)
ON = {"occurredOn": "2020-09-01"}


@given(CIRCLES, DAYS, QUESTIONS)
@settings(max_examples=extent(40, in_ci=100))
def test_a_cell_is_what_may_know_decides(circle: Circle, on: date, asked: Asked) -> None:
    cells = matrix_of(circle, Keepers(consents=KEEPER, plans=frozenset({Agency.AF})), on, None)
    for cell in cells:
        question = Asked(what=cell.what, agency=cell.agency, purpose=cell.purpose, owner=cell.owner, on=on)
        is_beside = cell.what.startswith(OF_A_PLAN) and cell.owner is not Agency.AF
        known = _naming(cell.owner, circle, on) if is_beside else circle
        assert cell.decision == may_know(known, asked_of(cell.owner, question))
    owner = asked.owner or Agency.AF
    asked_for = (asked.what, asked.purpose, owner, asked.agency)
    if asked_for not in {(one.what, one.purpose, one.owner, one.agency) for one in cells}:
        assert owner not in agencies_of(circle) or not _is_allowed(circle, asked, owner, on)


def _naming(owner: Agency, circle: Circle, on: date) -> Circle:
    """Without the consents that do not let the owner, too, know of the plan."""
    others = []
    for one in circle.consents:
        alone = Circle(consents=(one,), departures=circle.departures, deceased_on=circle.deceased_on)
        for_plans = Asked(
            what="planning.plan",
            agency=owner,
            purpose=ConsentPurpose.COORDINATION,
            owner=Agency.AF,
            on=on,
        )
        if may_know(alone, for_plans).rule not in (Rule.CONSENT, Rule.NOT_ACKNOWLEDGED):
            others.append(one.consent_id)
    return circle.without(others)


def _is_allowed(circle: Circle, asked: Asked, owner: Agency, on: date) -> bool:
    """To another agency than the owner; the keeper alone owns what is the keeper's."""
    is_theirs = asked.agency == owner or asked.what.startswith(OF_THE_KEEPER)
    question = asked_of(owner, replace(asked, owner=owner, on=on, composed_of=frozenset()))
    return not is_theirs and isinstance(may_know(circle, question), Allowed)


@pytest.fixture
def desk(tmp_path: Path, database_url: str) -> Iterator[Desk]:
    with Desk(tmp_path, today=TODAY, database_url=database_url) as running:
        yield running


def participant_of(desk: Desk, place: str) -> str:
    return str(desk.get(place, agency=CITY).json()["participantId"])


@pytest.fixture
def place(desk: Desk) -> str:
    """Where a consent is that the city has recorded for itself, af and care."""
    return str(desk.post("/v1/consents", GRANT, agency=CITY).headers["location"])


def cells_of(
    desk: Desk, participant_id: str, by: Agency = KEEPER, **query: str
) -> dict[tuple[str, ...], tuple[bool, str]]:
    answer = desk.get(f"/v1/participants/{participant_id}/circle?{_query(query)}", agency=by)
    return {
        (one["what"], one["purpose"], one["owner"], one["agency"]): (one["allowed"], one["rule"])
        for one in answer.json()["cells"]
    }


def _query(query: dict[str, str]) -> str:
    return "&".join(f"{name}={value}" for name, value in query.items())


def _as_read(desk: Desk) -> Circle:
    """The circle that every reader of the topic has."""
    circle = Circle()
    for event in desk.published():
        circle = circle_after(circle, event)
    return circle


CHANGES: tuple[tuple[str, dict[str, Any], Agency], ...] = (
    ("{consent}/acknowledgement", {}, Agency.AF),
    ("{consent}/narrowing", {"without": ["region-skane"]}, CITY),
    ("{person}/blocks", {"agency": "malmo-ifo"}, Agency.AF),
    ("{person}/blocks/lifting", {"agency": "malmo-ifo"}, Agency.AF),
    ("/v1/parties/leaving", {"programme": "malmokraften", "agency": "malmo-ifo"}, KEEPER),
    ("{person}/death", {}, CITY),
    ("{consent}/revocation", {}, CITY),
)


def test_each_cell_is_what_a_reader_of_the_topic_decides(desk: Desk, place: str) -> None:
    participant = participant_of(desk, place)
    person = f"/v1/participants/{participant}"
    wide = {**GRANT, "purpose": "follow_up", "agencies": ["malmo-ifo", "region-skane", "fk"]}
    desk.post("/v1/consents", wide, agency=CITY).raise_for_status()
    for path, body, agency in CHANGES:
        where = path.format(consent=place, person=person)
        desk.post(where, {**ON, **body}, agency=agency).raise_for_status()
        read = _as_read(desk)
        for (what, purpose, owner, reader), told in cells_of(desk, participant).items():
            if what.startswith(OF_A_PLAN) and owner != "af":
                continue  # a consent has to name the owner too
            question = Asked(
                what=what,
                agency=Agency(reader),
                purpose=ConsentPurpose(purpose),
                owner=Agency(owner),
                on=TODAY,
            )
            found = may_know(read, asked_of(Agency(owner), question))
            if found.rule is not Rule.NOT_ACKNOWLEDGED or not what.startswith(OF_THE_KEEPER):
                assert told == (isinstance(found, Allowed), found.rule), (path, question)


def test_the_granting_agency_waits_for_each_owner(desk: Desk, place: str) -> None:
    participant = participant_of(desk, place)
    plan = ("planning.plan", "coordination", "af", "malmo-ifo")
    assert cells_of(desk, participant)[plan] == (False, "not_acknowledged")
    desk.post(f"{place}/acknowledgement", ON, agency="af").raise_for_status()
    assert cells_of(desk, participant)[plan] == (True, "consent")
    assert cells_of(desk, participant)["consent.participant_id", "coordination", "finsam", "malmo-ifo"] == (
        True,
        "consent",
    )


def test_nobody_owns_a_journey(desk: Desk, place: str) -> None:
    desk.post(f"{place}/revocation", ON, agency="af").raise_for_status()
    cells = cells_of(desk, participant_of(desk, place))
    assert cells["planning.plan", "coordination", "af", "af"] == (True, "own_record")
    assert cells["reporting.journey", "coordination", "af", "af"] == (False, "not_in_force")


def test_another_day_is_asked_by_todays_circle(desk: Desk, place: str) -> None:
    participant = participant_of(desk, place)
    plan = ("planning.plan", "coordination", "af", "region-skane")
    days = ("2020-02-16", "2020-02-17", "2021-02-16", "2021-02-17")
    rules = [cells_of(desk, participant, on=day)[plan][1] for day in days]
    assert rules == ["not_in_force", "consent", "consent", "not_in_force"]


def test_emergency_access_counts_while_its_hours_last(desk: Desk, place: str) -> None:
    participant = participant_of(desk, place)
    with desk.on_business_date():
        open_emergency_access(desk.process.application, UUID(participant), OUTSIDER)
    plan = ("planning.plan", "coordination", "af", "fk")
    assert cells_of(desk, participant)[plan] == (True, "emergency_access")
    assert cells_of(desk, participant, on="2020-08-31")[plan] == (False, "not_named")


@pytest.mark.parametrize(
    ("agency", "status"), [(KEEPER, 200), (CARE, 200), (OUTSIDER, 404), (Agency.KLIPPAN, 404)]
)
def test_the_circle_is_shown_to_those_who_may_know_of_the_participant(
    desk: Desk, place: str, agency: Agency, status: int
) -> None:
    where = f"/v1/participants/{participant_of(desk, place)}/circle"
    assert [desk.get(f"{where}{path}", agency=agency).status_code for path in ("", "/permission")] == [
        status,
        status,
    ]


def test_an_agency_is_told_of_the_consents_that_name_it_and_of_no_block(desk: Desk, place: str) -> None:
    participant = participant_of(desk, place)
    other = {**GRANT, "purpose": "follow_up", "kind": "register", "agencies": ["malmo-ifo", "fk"]}
    desk.post("/v1/consents", other, agency=CITY).raise_for_status()
    block = {**ON, "agency": "malmo-ifo"}
    desk.post(f"/v1/participants/{participant}/blocks", block, agency="af").raise_for_status()
    with desk.on_business_date():
        open_emergency_access(desk.process.application, UUID(participant), Agency.MALMO_AMA)
    told = {who: cells_of(desk, participant, by=who) for who in (CARE, KEEPER)}
    named = {who: {agency for _, _, _, agency in cells} for who, cells in told.items()}
    assert named == {CARE: {"af", CARE}, KEEPER: {"af", CARE, CITY, "fk", "malmo-ama"}}
    assert "blocked" not in {rule for _, rule in told[CARE].values()}
    allowed = {who: {cell for cell, (is_allowed, _) in told[who].items() if is_allowed} for who in told}
    assert allowed[CARE] <= allowed[KEEPER]


def test_it_is_shown_no_more_once_the_consent_has_ended(desk: Desk, place: str) -> None:
    where = f"/v1/participants/{participant_of(desk, place)}/circle"
    desk.post(f"{place}/revocation", ON, agency=CITY).raise_for_status()
    assert [desk.get(where, agency=agency).status_code for agency in (KEEPER, CARE)] == [200, 404]
    unknown = "/v1/participants/00000000-0000-4000-8000-000000000000/circle"
    assert desk.get(unknown, agency=KEEPER).status_code == 404


def test_a_permission_permits_what_the_matrix_allows(desk: Desk, place: str) -> None:
    participant = participant_of(desk, place)
    permission = desk.get(f"/v1/participants/{participant}/circle/permission", agency=KEEPER).json()
    assert (permission["resourceType"], permission["status"], permission["combining"]) == (
        "Permission",
        "active",
        "deny-unless-permit",
    )
    allowed = {cell for cell, (is_allowed, _) in cells_of(desk, participant).items() if is_allowed}
    assert {cell for rule in permission["rule"] for cell in _permitted(rule)} == allowed


def _permitted(rule: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    assert rule["type"] == "permit"
    [activity], [data] = rule["activity"], rule["data"]
    [purpose], [actor] = activity["purpose"], activity["actor"]
    [resource] = data["resource"]
    for thing in data["security"]:
        yield (
            thing["code"],
            purpose["coding"][0]["code"],
            resource["reference"]["identifier"]["value"],
            actor["reference"]["identifier"]["value"],
        )


def test_a_consent_states_its_code_in_fhir(desk: Desk, place: str) -> None:
    states = [desk.get(place, agency=CITY).json()["state"]]
    desk.today(date(2021, 2, 17))
    states.append(desk.get(place, agency=CITY).json()["state"])
    assert states == ["active", "inactive"]
