"""What an agency's system receives about a referral: from the enrolment on, as long as it may know (I28)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from services.referral.tests.conftest import PROGRAMMES
from services.referral.tests.examples import CONSENT, JUNE_16, PARTICIPANT, TODAY
from services.referral.tests.intake import Intake

from referral.service import SERVICE
from samplan.contracts.codes import Agency
from samplan.contracts.consent import ConsentRevoked
from samplan.contracts.owners.deliveries import SharingEnded
from samplan.testing.deliveries.topics import Delivered
from samplan.testing.harness import ServiceUnderTest

TO_AF, TO_KLIPPAN = (f"malmo-ifo.referral.to-{one}.v1" for one in (Agency.AF, Agency.KLIPPAN))
REVOKED = ConsentRevoked(consent_id=CONSENT, participant_id=PARTICIPANT, occurred_on=JUNE_16)


@pytest.fixture
def delivering(tmp_path: Path) -> Iterator[Intake]:
    settings = {"programmes_dir": PROGRAMMES, "delivers_to": f"{Agency.AF},{Agency.KLIPPAN}"}
    with ServiceUnderTest(SERVICE, tmp_path, today=TODAY, **settings) as service:
        yield Intake(service)


def test_begins_with_the_enrolment_and_ends_with_the_consent(delivering: Intake) -> None:
    topics = Delivered(delivering.service)
    case = delivering.enrolled()
    topics.send()
    topics.send()
    delivering.service.receive(REVOKED)
    topics.send()
    [(_, enrolled), (_, ended)] = topics.told(TO_AF)
    assert type(enrolled).__name__.startswith("ParticipantEnrolled")
    assert ended == SharingEnded(record_id=case.id, occurred_on=TODAY)
    assert topics.names(TO_KLIPPAN) == []


def test_ends_without_a_word_of_the_error(delivering: Intake) -> None:
    topics = Delivered(delivering.service)
    case = delivering.enrolled()
    topics.send()
    delivering.step(case, "error-entry", occurredOn=TODAY.isoformat()).raise_for_status()
    topics.send()
    assert topics.names(TO_AF)[1:] == ["SharingEnded"]


def test_goes_on_in_silence_when_protection_is_stated_later(delivering: Intake) -> None:
    topics = Delivered(delivering.service)
    case = delivering.enrolled()
    topics.send()
    delivering.step(case, "protected-identity", occurredOn=TODAY.isoformat()).raise_for_status()
    topics.send()
    assert len(topics.told(TO_AF)) == 1
