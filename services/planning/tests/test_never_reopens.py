"""I24: once a revocation has been received, no later event lets another agency see the plan again."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as each
from services.planning.tests.examples import (
    CITY,
    CONSENT,
    ENROLLED,
    GRANTED,
    MAY_2,
    PARTICIPANT,
    PLAN,
    REFERRAL,
    REVOKED,
)

from samplan.contracts.source import EventId
from samplan.privacy.circle.circles import circle_of
from samplan.testing.extent import extent
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.upsets import Step, Upsets, forget_everything, stories

PATH = f"/v1/plans/{PLAN}"
CONSENTS = "finsam.consent.v1"
CIRCLES = ("circles", "circle_consents", "waiting_enrolments")
GRANT_NAMED = EventId("/finsam/consent/0a1b2c3d", 1)


def upsets(service: ServiceUnderTest) -> Upsets:
    tables = ("stored_events", "event_digests", "plans", "enrolments", "open_plans", *CIRCLES)
    forget_everything(service, *tables)
    return Upsets(
        service,
        topic=CONSENTS,
        key=str(CONSENT),
        arrivals={
            "enrolment": lambda: service.receive(ENROLLED, sequence=1),
            "grant": lambda: service.receive(GRANTED, sequence=1),
            "revocation": lambda: service.receive(REVOKED, sequence=2, previous=GRANT_NAMED),
        },
    )


def is_shown_to_the_city(service: ServiceUnderTest) -> bool:
    """By the plan itself, by a search or by a list."""
    shown = service.get(PATH, agency=CITY).status_code == 200
    found = service.get(f"/v1/plans?referralId={REFERRAL}", agency=CITY)
    listed = service.get("/v1/plans-without-activity", agency=CITY)
    return shown or (found.status_code == 200 and found.json() != []) or listed.json() != []


@pytest.mark.slow
@each(story=stories(["enrolment", "grant", "revocation"]))
@settings(max_examples=extent(12, in_ci=30), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_story_reopens_the_plan(service: ServiceUnderTest, story: list[Step]) -> None:
    upset = upsets(service)
    published = 0
    for step in story:
        upset.befall(step)
        if "revocation" not in upset.arrived:
            published = len(service.published())
        if "revocation" in upset.arrived or upset.has_garbage:
            assert not is_shown_to_the_city(service)

    upset.settle()

    assert len(service.published()) == published
    assert not is_shown_to_the_city(service)
    with service.process.application.reading() as work:
        assert circle_of(PARTICIPANT, work).consent(CONSENT).ended_on == MAY_2
