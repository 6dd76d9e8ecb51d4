"""I24: once a revocation has been received, nothing that happens lets anybody be shown a form again."""

from datetime import date

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as each
from services.referral.tests.examples import CARE, CONSENT, PARTICIPANT, REVOKED, granted
from services.referral.tests.intake import Case, Intake

from samplan.contracts.source import EventId
from samplan.privacy.circle.circles import circle_of
from samplan.testing.extent import extent
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.upsets import Step, Upsets, forget_everything, stories

CONSENTS = "finsam.consent.v1"
SECOND = EventId("/finsam/consent/0a1b2c3d", 2)
DISCLOSURES = f"/v1/participants/{PARTICIPANT}/disclosures"
FOR_LONG = date(2099, 1, 1)


@pytest.fixture
def enrolled(intake: Intake) -> Case:
    """Under a consent of which nothing is known any more when a story begins."""
    return intake.enrolled()


def upsets(service: ServiceUnderTest, case: Case) -> Upsets:
    forget_everything(service)
    with service.database.transaction() as tx:
        for table in ("circles", "circle_consents", "circle_granters", "circle_marks"):
            tx.execute(f"DELETE FROM {table}")  # noqa: S608  # names of this test
    grant = granted(case.id, valid_until=FOR_LONG)
    return Upsets(
        service,
        topic=CONSENTS,
        key=str(CONSENT),
        arrivals={
            "grant": lambda: service.receive(grant, sequence=2),
            "revocation": lambda: service.receive(REVOKED, sequence=3, previous=SECOND),
        },
    )


def is_shown_the_form(service: ServiceUnderTest) -> bool:
    answer = service.post(DISCLOSURES, {"purpose": "coordination"}, agency=CARE)
    return answer.status_code == 200


@pytest.mark.slow
@each(story=stories(["grant", "revocation"]))
@settings(max_examples=extent(12, in_ci=30), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_comes_in_whatever_order(intake: Intake, enrolled: Case, story: list[Step]) -> None:
    upset = upsets(intake.service, enrolled)
    for step in story:
        upset.befall(step)
        if "revocation" in upset.arrived or upset.has_garbage:
            assert not is_shown_the_form(intake.service)

    upset.settle()

    assert not is_shown_the_form(intake.service)
    with intake.service.process.application.reading() as work:
        assert circle_of(PARTICIPANT, work).consent(CONSENT).ended_on == REVOKED.occurred_on
