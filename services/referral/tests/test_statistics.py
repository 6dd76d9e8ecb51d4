"""What is published about an enrolment and a routing, on which topic, and in which version (decision 45)."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from services.referral.tests.examples import (
    ALMA,
    CONSENT,
    JUNE_16,
    KEEPER,
    PARTICIPANT,
    SUBMITTED,
    TODAY,
    granted,
)
from services.referral.tests.intake import Case, Intake
from services.referral.tests.test_endings import route

from chassis.service.publishing import publication_of
from referral.service import SERVICE
from samplan.bus.publishing.epochs import epochs_of
from samplan.bus.publishing.outgoing import Outgoing
from samplan.contracts.codes import Agency, Mode
from samplan.contracts.codes.ages import AgeGroup
from samplan.contracts.envelope import Envelope, decode
from samplan.contracts.event import ContractEvent
from samplan.contracts.referral import (
    Enrolled,
    EnrolmentDescribed,
    ParticipantEnrolled,
    ParticipantEnrolledV2,
    ReferralRouted,
    ReferralRoutedV2,
)
from samplan.testing.harness import ServiceUnderTest

PROGRAMMES = Path(__file__).parents[3] / "programmes"
OWN, BESIDE = "malmo-ifo.referral.v1", "malmo-ifo.referral-statistics.v1"
STATISTICS = {"sex", "age_band", "referring_agency", "income_support"}


@pytest.fixture
def intake_before(tmp_path: Path) -> Iterator[Intake]:
    """While a reader does not know version 2: no programme says that all do."""
    programmes = tmp_path / "programmes"
    copytree(PROGRAMMES, programmes)
    for file in programmes.glob("*.toml"):
        file.write_text(re.sub(r"\[\[known_events\]\]\n(.+\n)+", "", file.read_text()))
    with ServiceUnderTest(SERVICE, tmp_path, today=TODAY, programmes_dir=programmes) as service:
        yield Intake(service)


def enrolled(intake: Intake, **changes: Any) -> Case:
    case = intake.met(ALMA, KEEPER, **changes)
    intake.service.receive(granted(case.id))
    assert intake.enrol(case).status_code == 200
    return case


def on_topics(intake: Intake) -> dict[str, list[tuple[Envelope, ContractEvent]]]:
    """What the relay would write, by topic."""
    service = intake.service
    publication = publication_of(SERVICE, service.settings, service.database)
    stored, epochs = service.database.notifications(0, 100), epochs_of(service.database)
    return {
        one.topic: [decode(one.topic, *r) for r in Outgoing(service.database, one, epochs).records(stored)]
        for one in publication.all
    }


def told(intake: Intake, kind: type[ContractEvent]) -> ContractEvent:
    [event] = [one for one in intake.service.published() if isinstance(one, kind)]
    return event


class TestAnEnrolment:
    def test_is_told_without_what_describes_the_participant(self, intake: Intake) -> None:
        case = enrolled(intake)
        assert told(intake, Enrolled) == ParticipantEnrolledV2(
            referral_id=case.id,
            participant_id=PARTICIPANT,
            consent_id=CONSENT,
            programme="malmokraften",
            mode=Mode.PROGRAMME,
            plan_keeper=Agency.AF,
            occurred_on=JUNE_16,
        )
        assert not STATISTICS & set(ParticipantEnrolledV2.__struct_fields__)

    def test_is_described_on_a_topic_of_its_own_no_finer_than_figures_need(self, intake: Intake) -> None:
        case = enrolled(intake)
        described = EnrolmentDescribed(
            referral_id=case.id,
            sex=SUBMITTED["sex"],
            income_support=SUBMITTED["income_support"],
            age_group=AgeGroup.of(SUBMITTED["age_band"]),
            occurred_on=date(2021, 1, 1),
        )
        topics = on_topics(intake)
        assert [event for _, event in topics[BESIDE]] == [described]
        assert described not in [event for _, event in topics[OWN]]

    def test_is_described_in_the_first_record_of_the_referral_on_that_topic(self, intake: Intake) -> None:
        enrolled(intake)
        [(envelope, _)] = on_topics(intake)[BESIDE]
        assert (envelope.aggregate_version, envelope.previous) == (1, None)
        own = [one.aggregate_version for one, _ in on_topics(intake)[OWN]]
        assert own == list(range(1, len(own) + 1))

    def test_of_a_protected_person_is_described_nowhere(self, intake: Intake) -> None:
        enrolled(intake, participant__protectedIdentity=True)
        assert on_topics(intake) == {OWN: [], BESIDE: []}


class TestARouting:
    def test_joins_no_two_referrals(self, intake: Intake) -> None:
        answer = route(intake, intake.referred())
        routed = told(intake, ReferralRoutedV2)
        assert answer.json()["routedTo"] not in str(routed)


class TestWhileAReaderDoesNotKnowVersion2:
    def test_an_enrolment_describes_its_participant_and_nothing_is_beside(
        self, intake_before: Intake
    ) -> None:
        enrolled(intake_before)
        event = told(intake_before, ParticipantEnrolled)
        assert {name: getattr(event, name) for name in STATISTICS} == {
            **{name: SUBMITTED[name] for name in STATISTICS},
            "referring_agency": KEEPER,
        }
        assert on_topics(intake_before)[BESIDE] == []

    def test_a_routing_names_the_new_referral(self, intake_before: Intake) -> None:
        answer = route(intake_before, intake_before.referred())
        routed = told(intake_before, ReferralRouted)
        assert isinstance(routed, ReferralRouted)
        assert str(routed.new_referral_id) == answer.json()["routedTo"]

    def test_a_programme_of_this_repository_is_published_in_version_2(self) -> None:
        texts = [file.read_text() for file in PROGRAMMES.glob("*.toml")]
        assert all("[[known_events]]" in text for text in texts)
