"""K71, K8: a journey is shown to whom the circle lets know it, each time after an entry in the log."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from uuid import UUID

import pytest
from httpx2 import Response
from msgspec.structs import replace
from services.reporting.tests.examples import Person, an_id, day
from services.reporting.tests.other_outcomes import blocked, deceased, narrowed
from services.reporting.tests.stored import is_named

from chassis.decisions.journal import from_stored
from reporting.journeys import disclosures
from samplan.bus.clock import now_utc
from samplan.bus.reading.catch_up import report_caught_up
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.contracts.consent import (
    AgencyLeft,
    ConsentGranted,
    GrantAcknowledged,
    ReferralCovered,
    party_id_of,
)
from samplan.contracts.event import ContractEvent
from samplan.contracts.reporting import DisclosureMade
from samplan.privacy.disclosure_log import Disclosure, broken_at, chained_after
from samplan.testing.harness import ServiceUnderTest

ANNA, BEA = Person(), Person(2)
FOREIGN = "/klippan/consent/0a1b2c3d"
TODAY = day(100)
NAMED, OTHER, UNNAMED, OPERATOR = "af", "malmo-ifo", "region-skane", "finsam"


def granted(**changes: object) -> ContractEvent:
    event = ANNA.consented()
    assert isinstance(event, ConsentGranted)
    return replace(event, programme="malmokraften", **changes)


def acknowledged(owner: Agency) -> ContractEvent:
    return GrantAcknowledged(
        consent_id=ANNA.consent_id,
        participant_id=ANNA.participant_id,
        owner=owner,
        circle_version=2,
        occurred_on=day(11),
    )


LEFT = AgencyLeft(
    party_id=party_id_of("malmokraften", Agency.AF),
    programme="malmokraften",
    agency=Agency.AF,
    occurred_on=day(99),
)


def journey_under(grant: ContractEvent) -> list[ContractEvent]:
    return [grant if isinstance(one, ConsentGranted) else one for one in ANNA.whole_journey()]


def read(
    service: ServiceUnderTest, agency: str = NAMED, purpose: str = "coordination", person: Person = ANNA
) -> Response:
    answer: Response = service.get(f"/v1/journeys/{person.participant_id}?purpose={purpose}", agency=agency)
    return answer


def made(service: ServiceUnderTest) -> list[DisclosureMade]:
    return [event for event in service.published() if isinstance(event, DisclosureMade)]


def first_break(service: ServiceUnderTest) -> int | None:
    facts = map(from_stored, service.database.notifications(0, 100))
    hashes = {fact.position: fact.chained for fact in facts if isinstance(fact, disclosures.DisclosureMade)}
    with service.process.application.reading() as work:
        return broken_at(work, hashes)


@pytest.fixture
def known(service: ServiceUnderTest) -> ServiceUnderTest:
    service.today(TODAY)
    service.receive(*journey_under(granted()))
    return service


class TestReadingAJourney:
    def test_is_published_with_its_rule_and_names_no_participant(self, known: ServiceUnderTest) -> None:
        assert read(known).status_code == 200
        [event] = made(known)
        told = (event.agency, event.role, event.purpose, event.what, event.rule)
        assert told == (Agency.AF, "system", ConsentPurpose.COORDINATION, "reporting.journey", "consent")
        assert (event.consent_id, event.position, event.occurred_on) == (ANNA.consent_id, 1, TODAY)
        assert event.log_id == disclosures.JourneyDisclosures.id_of(ANNA.consent_id)

    def test_by_several_at_once_makes_one_chain_that_a_reader_can_compute(
        self, known: ServiceUnderTest
    ) -> None:
        with ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(lambda _: read(known).status_code, range(8)))
        assert answers == [200] * 8
        assert first_break(known) is None
        before = ""
        for event in made(known):
            before = chained_after(before, event.position, entry_of(event))
            assert event.chained == before

    @pytest.mark.parametrize("under", [ANNA.consent_id, an_id("foreign")], ids=["the consent", "another"])
    def test_shows_no_referral_that_another_consent_topic_names(
        self, known: ServiceUnderTest, under: UUID
    ) -> None:
        """I27: another person's, for example."""
        theirs = {"consent_id": under, "participant_id": ANNA.participant_id}
        known.receive(*BEA.whole_journey())
        before = read(known).json()
        known.receive(replace(BEA.consented(), **theirs), source=FOREIGN)
        known.receive(
            ReferralCovered(**theirs, referral_id=BEA.referral_id, occurred_on=TODAY), source=FOREIGN
        )
        assert read(known).json() == before

    def test_is_no_disclosure_when_it_is_refused(self, known: ServiceUnderTest) -> None:
        assert read(known, UNNAMED).status_code == 404
        assert made(known) == []

    def test_is_disclosed_once_whatever_is_redelivered(self, known: ServiceUnderTest) -> None:
        read(known)
        known.redeliver(known.receive(acknowledged(Agency.AF), ANNA.revoked()))
        assert len(made(known)) == 1

    def test_leaves_a_whole_log_without_the_participant_when_the_consent_ends(
        self, known: ServiceUnderTest
    ) -> None:
        read(known)
        known.receive(ANNA.revoked())
        assert not is_named(known.database, ANNA)
        assert first_break(known) is None
        assert len(made(known)) == 1


def entry_of(event: DisclosureMade) -> Disclosure:
    return Disclosure(
        disclosed_on=event.occurred_on,
        participant_id=None,
        agency=event.agency,
        role=event.role,
        purpose=event.purpose,
        what=event.what,
        rule=event.rule,
        consent_id=event.consent_id,
        circle_version=event.circle_version,
    )


Asked = Callable[[ServiceUnderTest], Response]


def after(event: ContractEvent) -> Asked:
    def ask(service: ServiceUnderTest) -> Response:
        service.receive(event)
        return read(service)

    return ask


def on(today: date) -> Asked:
    def ask(service: ServiceUnderTest) -> Response:
        service.today(today)
        return read(service)

    return ask


REFUSED: Mapping[str, Asked] = {
    "an agency that no consent names": lambda one: read(one, UNNAMED),
    "the agency that runs reporting": lambda one: read(one, OPERATOR),
    "another purpose": lambda one: read(one, purpose="follow_up"),
    "a purpose that no consent opens it for": lambda one: read(one, purpose="research"),
    "the day after the printed end": on(day(311)),
    "the day before the grant": on(day(9)),
    "a revoked consent": after(ANNA.revoked()),
    "an expired consent": after(ANNA.expired()),
    "a blocked agency": after(blocked(ANNA, Agency.AF)),
    "an agency that a narrowing has left out": after(narrowed(ANNA, Agency.MALMO_IFO)),
    "an agency that has left the programme": after(LEFT),
    "a participant who has died": after(deceased(ANNA)),
}


@pytest.mark.parametrize("way", REFUSED)
def test_whom_the_circle_does_not_let_know_is_answered_as_for_nobody(
    known: ServiceUnderTest, way: str
) -> None:
    refused, nobody = REFUSED[way](known), read(known, person=Person(9))
    assert refused.status_code == 404
    told = [(one.json()["code"], one.json()["title"], sorted(one.headers)) for one in (refused, nobody)]
    assert told[0] == told[1]
    assert made(known) == []


def test_the_agency_that_still_is_named_goes_on(known: ServiceUnderTest) -> None:
    """A narrowing, and a block on another agency."""
    known.receive(narrowed(ANNA, Agency.MALMO_IFO), blocked(ANNA, Agency.AF))
    assert read(known, OTHER).status_code == 200


def test_nothing_is_shown_while_the_consent_service_is_silent(known: ServiceUnderTest) -> None:
    report_caught_up(known.database, until=now_utc())
    for agency in (NAMED, UNNAMED):
        answer = read(known, agency)
        assert (answer.status_code, answer.json()["code"]) == (503, "catching_up")
    assert made(known) == []


def test_an_unreadable_block_closes_the_journey(known: ServiceUnderTest) -> None:
    """I24: it has the participant's key, and no consent's."""
    known.receive_raw("finsam.consent.v1", str(ANNA.participant_id).encode(), b"{not json")
    assert read(known).status_code == 503
    assert read(known, UNNAMED).status_code == 404


class TestAGrantThatServesItsRecorder:
    """I27: the steps were published by malmo-ifo (referral) and af (planning)."""

    @pytest.fixture
    def self_serving(self, service: ServiceUnderTest) -> ServiceUnderTest:
        service.today(TODAY)
        named = (Agency.AF, Agency.MALMO_IFO, Agency.REGION_SKANE)
        service.receive(*journey_under(granted(agencies=named, granted_by=Agency.REGION_SKANE)))
        return service

    def test_opens_nothing_to_it_before_each_owner_has_accepted(self, self_serving: ServiceUnderTest) -> None:
        assert read(self_serving, UNNAMED).status_code == 404
        self_serving.receive(acknowledged(Agency.AF))
        assert read(self_serving, UNNAMED).status_code == 404
        self_serving.receive(acknowledged(Agency.MALMO_IFO))
        assert read(self_serving, UNNAMED).status_code == 200

    def test_opens_it_to_the_others(self, self_serving: ServiceUnderTest) -> None:
        assert read(self_serving, NAMED).status_code == 200


def test_an_unknown_purpose_is_refused_before_anything_is_looked_up(known: ServiceUnderTest) -> None:
    answer = known.get(f"/v1/journeys/{an_id('participant')}?purpose=curiosity", agency=NAMED)
    assert answer.status_code == 422
