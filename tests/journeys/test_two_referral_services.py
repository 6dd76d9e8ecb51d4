"""C-14, R-14: a person referred by two services is one participant; neither sees the other's referral."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from tests.journeys.journey import READER
from tests.journeys.referred_twice import PARTICIPANT, Twice, consent_at_once, of_kind, refer_twice, revoke
from tests.journeys.side_by_side import CITY, STATE, SideBySide
from tests.journeys.stores import rows_of

from samplan.contracts.consent import ConsentGranted, ReferralCovered
from samplan.contracts.planning.plans import EnrolmentJoined, PlanOpened

pytestmark = pytest.mark.slow

LISTS = (
    "referrals",
    "waiting-referrals",
    "intake-meetings",
    "stale-referrals?asOf=2021-12-31",
    "referral-feed",
)
IN_ORDER = [(CITY, STATE), (STATE, CITY)]


@pytest.fixture(autouse=True)
def whole_again() -> None:
    """Overrides the shared fixture: everything runs in this process."""


@pytest.fixture
def side_by_side(tmp_path: Path) -> Iterator[SideBySide]:
    """Separate services for one test, which may change them."""
    with ExitStack() as stack:
        yield SideBySide(tmp_path, stack)


@pytest.fixture(scope="module")
def to_look_at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], SideBySide]]:
    """Shared by tests that change nothing."""
    with ExitStack() as stack:
        yield lambda: SideBySide(tmp_path_factory.mktemp("stores"), stack)


@pytest.fixture(scope="module", params=IN_ORDER, ids=["by the city first", "by the state first"])
def twice(request: pytest.FixtureRequest, to_look_at: Callable[[], SideBySide]) -> Twice:
    return refer_twice(to_look_at(), *request.param, carried=CITY)


@pytest.fixture(scope="module", params=[CITY, STATE])
def at_once(request: pytest.FixtureRequest, to_look_at: Callable[[], SideBySide]) -> Twice:
    return consent_at_once(to_look_at(), carried=request.param)


def published_plans(services: SideBySide) -> list[tuple[str, str]]:
    events = of_kind(services.planning.published(), PlanOpened, EnrolmentJoined)
    return [(type(event).__name__, str(event.referral_id)) for event in events]


def counted(services: SideBySide) -> dict[str, int]:
    """Reporting's figures: participants, and how many reached each step."""
    of_programme = "/v1/internal/programmes/malmokraften"
    people = services.reporting.get(f"{of_programme}/participants").json()["people"]["total"]
    funnel = services.reporting.get(f"{of_programme}/funnel").json()["steps"]
    return {"participants": people, **{step["step"]: step["reached"]["total"] for step in funnel}}


ONCE = {
    "participants": 1,
    **dict.fromkeys(("referred", "eligible", "intake", "consent", "enrolled"), 1),
    **dict.fromkeys(("plan", "activity", "exit"), 0),
}


class TestReferredByTwoServices:
    def test_makes_one_participant_under_one_consent(self, twice: Twice) -> None:
        """C-14: the later referral is linked to the consent in force."""
        published = of_kind(twice.services.consent.published(), ConsentGranted, ReferralCovered)
        assert [type(event) for event in published] == [ConsentGranted, ReferralCovered]
        (covered,) = of_kind(twice.services.consent.published(), ReferralCovered)
        assert str(covered.participant_id) == twice.participant_id
        assert str(covered.referral_id) == twice.second.referral_id

    def test_opens_one_plan_that_both_find(self, twice: Twice) -> None:
        assert published_plans(twice.services) == [
            ("PlanOpened", twice.first.referral_id),
            ("EnrolmentJoined", twice.second.referral_id),
        ]
        found = {
            one.agency: twice.services.planning.get(
                f"/v1/plans?referralId={one.referral_id}", agency=one.agency
            ).json()
            for one in twice.offices
        }
        assert len({plan["planId"] for plans in found.values() for plan in plans}) == 1
        assert {agency: [plan["referralId"] for plan in plans] for agency, plans in found.items()} == {
            one.agency: [one.referral_id] for one in twice.offices
        }

    def test_counts_the_participant_once(self, twice: Twice) -> None:
        assert counted(twice.services) == ONCE
        path = f"/v1/journeys/{twice.participant_id}"
        journeys = twice.services.reporting.get(path, agency=READER).json()["journeys"]
        assert [journey["referralId"] for journey in journeys] == [twice.first.referral_id]

    def test_parks_nothing(self, twice: Twice) -> None:
        assert twice.services.parked() == []

    @pytest.mark.parametrize(("first", "second"), IN_ORDER)
    def test_gives_the_same_result_whichever_topic_is_read_first(
        self, side_by_side: SideBySide, first: str, second: str
    ) -> None:
        twice = refer_twice(side_by_side, first, second, carried=STATE)
        assert counted(twice.services) == ONCE
        assert published_plans(twice.services)[0] == ("PlanOpened", twice.first.referral_id)


class TestNeitherService:
    """R-14."""

    def test_answers_for_the_others_referral(self, twice: Twice) -> None:
        for asking, other in (twice.offices, twice.offices[::-1]):
            assert asking.shown(f"/v1/referrals/{asking.referral_id}").status_code == 200
            for referral_id in (other.referral_id, "00000000-0000-4000-8000-000000000000"):
                answer = asking.shown(f"/v1/referrals/{referral_id}")
                assert (answer.status_code, answer.json()["code"]) == (404, "not_found")

    def test_lists_it(self, twice: Twice) -> None:
        for asking, other in (twice.offices, twice.offices[::-1]):
            lists = [asking.shown(f"/v1/{name}") for name in LISTS]
            assert all(answer.status_code == 200 for answer in lists)
            shown = "".join(answer.text for answer in lists)
            assert asking.referral_id in shown
            assert other.referral_id not in shown

    def test_links_its_own_to_it(self, twice: Twice) -> None:
        for office in twice.offices:
            referral = office.shown(f"/v1/referrals/{office.referral_id}").json()["referral"]
            assert not referral.get("earlierReferral")
            assert not referral.get("isGoingRound")

    def test_keeps_a_trace_of_it_in_any_table(self, twice: Twice) -> None:
        """Neither in its inbox nor in its stored events."""
        for keeping, other in (twice.offices, twice.offices[::-1]):
            stored = "\n".join(rows_of(keeping.service.database))
            assert keeping.referral_id in stored
            assert other.referral_id not in stored

    @pytest.mark.parametrize(("first", "second"), IN_ORDER)
    def test_discloses_once_the_consent_is_revoked(
        self, side_by_side: SideBySide, first: str, second: str
    ) -> None:
        """R-16: what each may disclose to a third agency ends for both."""
        twice = refer_twice(side_by_side, first, second, carried=CITY)
        path, asked = f"/v1/participants/{twice.participant_id}/disclosures", {"purpose": "coordination"}
        for office in twice.offices:
            assert office.service.post(path, asked, agency="malmo-ama").status_code == 200
        revoke(twice.services, twice.consent_id)
        for office in twice.offices:
            answer = office.service.post(path, asked, agency="malmo-ama")
            assert (answer.status_code, answer.json()["reason"]) == (409, "not_in_force")


class TestConsentsGivenAtOnce:
    """Both offices record a consent at the same moment: two consents, and one of everything else."""

    def test_make_one_participant_with_one_plan_counted_once(self, at_once: Twice) -> None:
        granted = of_kind(at_once.services.consent.published(), ConsentGranted)
        assert {str(event.participant_id) for event in granted} == {at_once.participant_id}
        assert [kind for kind, _ in published_plans(at_once.services)] == ["PlanOpened", "EnrolmentJoined"]
        assert counted(at_once.services) == ONCE
        assert at_once.services.parked() == []

    def test_leave_no_trace_at_the_other_service(self, at_once: Twice) -> None:
        """R-14."""
        for keeping, other in (at_once.offices, at_once.offices[::-1]):
            assert other.referral_id not in "\n".join(rows_of(keeping.service.database))

    def test_leave_the_plan_to_the_agencies_of_the_other_when_one_is_revoked(
        self, side_by_side: SideBySide
    ) -> None:
        """K6."""
        at_once = consent_at_once(side_by_side, carried=CITY)
        plan = f"/v1/plans?participantId={at_once.participant_id}"
        assert at_once.services.planning.get(plan, agency="malmo-ama").json() != []
        revoke(at_once.services, at_once.consent_id)
        assert at_once.services.planning.get(plan, agency="malmo-ama").json() != []


def test_the_person_is_the_same_to_both(twice: Twice) -> None:
    """Each stores the form under its own key and its own index."""
    shown = [office.shown(f"/v1/referrals/{office.referral_id}").json() for office in twice.offices]
    assert {one["form"]["participant"]["personnummer"] for one in shown} == {PARTICIPANT.replace("-", "")}
