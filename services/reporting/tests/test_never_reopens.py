"""I24, I4: once a revocation has been received, no later event names the participant again."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as each
from services.reporting.tests.examples import Person
from services.reporting.tests.stored import OF_JOURNEYS, is_named
from services.reporting.tests.test_closed_subjects import CONSENTS, journey

from reporting.projection.rebuild import compare
from samplan.contracts.codes import RevocationReason
from samplan.contracts.source import EventId
from samplan.testing.extent import extent
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.upsets import Step, Upsets, forget_everything, stories

ANNA = Person()
GRANT_NAMED = EventId("/finsam/consent/0a1b2c3d", 1)


def upsets(service: ServiceUnderTest, reason: RevocationReason) -> Upsets:
    forget_everything(service, *OF_JOURNEYS)
    with service.database.transaction() as tx:
        tx.execute("UPDATE projection SET position = 0")
        tx.execute("UPDATE circles_head SET position = 0")
    grant, revocation = ANNA.consented(), ANNA.revoked(reason=reason)
    submitted, enrolled = ANNA.whole_journey()[0], ANNA.enrolled()
    return Upsets(
        service,
        topic=CONSENTS,
        key=str(ANNA.consent_id),
        arrivals={
            "referral": lambda: service.receive(submitted, sequence=1),
            "enrolment": lambda: service.receive(enrolled, sequence=2),
            "grant": lambda: service.receive(grant, sequence=1),
            "revocation": lambda: service.receive(revocation, sequence=2, previous=GRANT_NAMED),
        },
    )


@pytest.mark.slow
@pytest.mark.parametrize("reason", RevocationReason)
@each(story=stories(["referral", "enrolment", "grant", "revocation"]))
@settings(max_examples=extent(12, in_ci=30), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_story_names_the_participant_again(
    service: ServiceUnderTest, reason: RevocationReason, story: list[Step]
) -> None:
    upset = upsets(service, reason)
    for step in story:
        upset.befall(step)
        if "revocation" in upset.arrived:
            assert journey(service, ANNA).status_code != 200
            assert not is_named(service.database, ANNA)
        elif upset.has_garbage:
            assert journey(service, ANNA).status_code != 200

    upset.settle()

    assert journey(service, ANNA).status_code == 404
    assert not is_named(service.database, ANNA)
    compared = compare(service.database)
    assert compared.live == compared.folded
