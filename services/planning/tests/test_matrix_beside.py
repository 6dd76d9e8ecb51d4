"""C-12: of what agencies keep beside a plan the service shows what `may_know` allows, on every day."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, settings
from hypothesis import given as each
from hypothesis import strategies as st
from msgspec import structs
from services.planning.tests.changes import CHANGES, WITHOUT_CITY
from services.planning.tests.examples import (
    AFTER_CONSENT,
    CARE,
    CITY,
    ENROLLED,
    GRANTED,
    KEEPER,
    MAY_2,
    OTHER_GRANT,
    PLAN,
    PROGRAMME,
    TODAY,
    circle,
)
from services.planning.tests.group_examples import CONSENTED, KLIPPAN, TAKEN_IN
from services.planning.tests.group_examples import TODAY as IN_JUNE
from services.planning.tests.test_cv_shares import ask
from services.planning.tests.test_demands import set_over_http
from services.planning.tests.test_groups import form, join
from services.planning.tests.test_mapping import BEGUN, COMPLETED, GOAL, SAVED, put
from services.planning.tests.test_meetings_over_http import HOLDING, NOTED, summon
from services.planning.tests.test_placements_over_http import offer

from planning.plan import CircleToday
from planning.service import SERVICE
from samplan.bus.clock import now_utc
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.contracts.event import ContractEvent
from samplan.privacy.circle.circle import Circle
from samplan.privacy.circle.may_know import Allowed, Rule
from samplan.testing.extent import extent
from samplan.testing.harness import ServiceUnderTest

pytestmark = pytest.mark.slow

DAYS = [MAY_2, TODAY, AFTER_CONSENT]


def recorded(service: ServiceUnderTest) -> Mapping[str, str]:
    """Where each record of the city is: a demand that care owes, a held meeting with notes, a mapping."""
    service.receive(GRANTED, ENROLLED)
    demand = set_over_http(service, kind="decide", owedBy=CARE).headers["Location"]
    meeting = summon(service)
    service.post(f"{meeting}/holding", HOLDING, agency=CITY, if_match=1).raise_for_status()
    service.post(f"{meeting}/notes", NOTED, agency=CITY).raise_for_status()
    mapping = service.post("/v1/mappings", BEGUN, agency=CITY).headers["Location"]
    put(service, f"{mapping}/answers", SAVED, agency=CITY, version=1).raise_for_status()
    service.post(f"{mapping}/completion", COMPLETED, agency=CITY, if_match=2).raise_for_status()
    beside = {"demand": demand, "meeting": meeting, "notes": f"{meeting}/notes", "mapping": mapping}
    return {**beside, **led(service), **with_employers(service)}


def led(service: ServiceUnderTest) -> Mapping[str, str]:
    """What the keeper has written in its plan."""
    plan = f"/v1/plans/{PLAN}"
    goal = {"term": "long_term", "words": GOAL, "occurredOn": "2022-03-14"}
    service.post(f"{plan}/goals", goal, if_match=1).raise_for_status()
    summary = {"summary": GOAL, "nextStep": GOAL, "occurredOn": "2022-03-14"}
    service.post(f"{plan}/exit-summary", summary, if_match=2).raise_for_status()
    return {"goals": f"{plan}/goals", "summary": f"{plan}/exit-summary"}


def with_employers(service: ServiceUnderTest) -> Mapping[str, str]:
    """What the city does with employers: one that it knows, and a CV shared with it."""
    form = {"programme": PROGRAMME, "name": "Bageriet", "occurredOn": "2022-03-14"}
    employer = service.post("/v1/employers", form, agency=CITY)
    share = ask(service, employer.json()["employerId"])
    return {"employer": employer.headers["Location"], "cv": share.headers["Location"]}


def allowed(now: CircleToday, what: str, owner: Agency) -> set[Agency]:
    purpose = ConsentPurpose.COORDINATION
    return {one for one in Agency if isinstance(now.may_see(one, owner, purpose, what), Allowed)}


def naming(owner: Agency, circle: Circle) -> Circle:
    """Without the consents that do not name the owner: none of them opens its records."""
    found = tuple(one for one in circle.consents if one.terms and owner in one.terms.agencies)
    return structs.replace(circle, consents=found)


def told_of(owner: Agency, now: CircleToday) -> set[Agency]:
    """The owner, and the keeper under a consent that names both."""
    named = replace(now, circle=naming(owner, now.circle))
    is_told = KEEPER in allowed(named, "planning.plan", owner) and now.names(owner, KEEPER)
    return {owner} | ({KEEPER} if is_told else set())


def expected(now: CircleToday) -> Mapping[str, set[Agency]]:
    """A demand is the keeper's to know under a consent that names both, and of the agency that owes it."""
    works = now.may_see(CARE, KEEPER, ConsentPurpose.COORDINATION).rule is Rule.CONSENT
    named = replace(now, circle=naming(CITY, now.circle))
    told = told_of(CITY, now)
    opened = allowed(now, "planning.meeting", KEEPER) & allowed(named, "planning.meeting", CITY)
    meeting = opened | {CITY, KEEPER}
    return {
        "demand": told | ({CARE} if works else set()),
        "meeting": meeting,
        "notes": meeting,
        "mapping": allowed(named, "planning.mapping", CITY),
        "goals": allowed(now, "planning.plan", KEEPER),
        "summary": {KEEPER},
        "employer": {CITY, KEEPER},
        "cv": told,
    }


@each(
    changes=st.lists(st.sampled_from([*CHANGES, OTHER_GRANT, WITHOUT_CITY]), max_size=4),
    on=st.sampled_from(DAYS),
)
@settings(max_examples=extent(5, in_ci=20), deadline=None, derandomize=True, phases=[Phase.generate])
def test_every_record_is_shown_to_whom_it_may_be(changes: list[ContractEvent], on: date) -> None:
    with TemporaryDirectory() as folder, ServiceUnderTest(SERVICE, Path(folder), today=TODAY) as service:
        places = recorded(service)
        service.receive(*changes)
        service.today(on)
        now = CircleToday(circle=circle(GRANTED, *changes, on=on).circle, on=on, at=now_utc())
        seen = {
            what: {one for one in Agency if service.get(path, agency=one).is_success}
            for what, path in places.items()
        }
    assert seen == expected(now)


@each(
    changes=st.lists(st.sampled_from([*CHANGES, WITHOUT_CITY]), max_size=3),
    on=st.sampled_from([IN_JUNE, date(2020, 1, 10)]),
)
@settings(max_examples=extent(3, in_ci=10), deadline=None, derandomize=True, phases=[Phase.generate])
def test_a_member_and_a_placement_are_shown_to_whom_they_may_be(
    changes: list[ContractEvent], on: date
) -> None:
    with TemporaryDirectory() as folder, ServiceUnderTest(SERVICE, Path(folder), today=IN_JUNE) as service:
        service.receive(CONSENTED, TAKEN_IN)
        group, placement = form(service), offer(service).headers["Location"]
        join(service, group).raise_for_status()
        service.receive(*changes)
        service.today(on)
        now = CircleToday(circle=circle(CONSENTED, *changes, on=on).circle, on=on, at=now_utc())
        shown = {one: service.get(group, agency=one) for one in Agency}
        members = {one for one, answer in shown.items() if answer.json().get("members")}
        placed = {one for one in Agency if service.get(placement, agency=one).is_success}
    assert {one for one, answer in shown.items() if answer.is_success} == {KLIPPAN, KEEPER}
    assert members == placed == told_of(KLIPPAN, now)
