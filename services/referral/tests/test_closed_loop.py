"""R-09 and R-11: the referrer learns of each step, the forgotten are listed, and free places are shown."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from services.referral.tests.examples import ALMA, BEA, CECILIA, KEEPER, STATE
from services.referral.tests.intake import Case, Intake

from samplan.contracts.codes import Agency

pytestmark = pytest.mark.slow

PLACES = {"programme": "malmokraften", "team": "team-south", "freePlaces": 7, "occurredOn": "2021-06-01"}


def feed(intake: Intake, after: int = 0, agency: str = STATE, limit: int = 100) -> dict[str, Any]:
    answer = intake.service.get(f"/v1/referral-feed?after={after}&limit={limit}", agency=agency)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def stale(intake: Intake, as_of: str) -> list[str]:
    rows = intake.service.get(f"/v1/stale-referrals?asOf={as_of}", agency=KEEPER).json()
    return [row["referralId"] for row in rows]


class TestFeed:
    def test_tells_each_step_once_in_order(self, stored_intake: Intake) -> None:
        case = stored_intake.referred(ALMA, STATE)
        stored_intake.assess(case)
        stored_intake.decline(case, reason="moved")
        told = [(one["position"], one["step"]) for one in feed(stored_intake)["entries"]]
        assert told == [(1, "submitted"), (2, "assessed"), (3, "declined")]

    def test_continues_where_it_was_left(self, intake: Intake) -> None:
        case = intake.referred(ALMA, STATE)
        first = feed(intake, limit=1)
        intake.assess(case)
        second = feed(intake, after=first["next"])
        assert [one["step"] for one in second["entries"]] == ["assessed"]
        assert feed(intake, after=second["next"]) == {"entries": [], "next": second["next"]}

    def test_is_of_the_agency_s_own_referrals(self, intake: Intake) -> None:
        intake.referred(ALMA, KEEPER)
        assert feed(intake, agency=STATE)["entries"] == []

    def test_has_no_gap_when_several_are_written_at_once(self, stored_intake: Intake) -> None:
        with ThreadPoolExecutor(3) as at_once:
            list(at_once.map(lambda number: stored_intake.referred(number, STATE), (ALMA, BEA, CECILIA)))
        assert [one["position"] for one in feed(stored_intake)["entries"]] == [1, 2, 3]

    @pytest.mark.parametrize("query", ["after=-1", "after=x", "limit=0", "limit=501"])
    def test_refuses_a_position_that_is_none(self, intake: Intake, query: str) -> None:
        assert intake.service.get(f"/v1/referral-feed?{query}", agency=STATE).status_code == 422


class TestStaleReferrals:
    def test_are_those_without_a_step_for_14_days(self, stored_intake: Intake) -> None:
        case = stored_intake.referred()
        assert stale(stored_intake, "2021-06-14") == []
        assert stale(stored_intake, "2021-06-15") == [str(case.id)]

    def test_leave_the_list_with_the_next_step(self, intake: Intake) -> None:
        case = intake.referred()
        intake.assess(case)
        assert stale(intake, "2021-06-15") == []

    @pytest.mark.parametrize("end", [Intake.decline, Intake.withdraw])
    def test_leave_the_list_with_their_end(self, intake: Intake, end: Any) -> None:
        end(intake, intake.referred())
        assert stale(intake, "2022-01-01") == []


class TestCapacity:
    def test_is_published_and_shown_with_those_who_wait(self, stored_intake: Intake) -> None:
        for team, places in (("team-south", 7), ("team-north", 3), ("team-south", 6)):
            body = {**PLACES, "team": team, "freePlaces": places}
            assert stored_intake.service.post("/v1/capacities", body, agency=KEEPER).status_code == 201
        stored_intake.referred()
        (waiting,) = stored_intake.service.get("/v1/waiting-referrals", agency=KEEPER).json()
        assert waiting["freePlaces"] == 9
        assert stored_intake.published()[:3] == ["CapacityPublished"] * 3
        listed = stored_intake.service.get("/v1/capacities", agency=STATE).json()
        assert [(one["team"], one["freePlaces"]) for one in listed] == [("team-north", 3), ("team-south", 6)]

    @pytest.mark.parametrize(
        ("agency", "changes", "status"),
        [
            (STATE, {}, 403),
            (KEEPER, {"programme": "no-such-programme"}, 422),
            (KEEPER, {"freePlaces": -1}, 422),
            (KEEPER, {"team": "Alma's team"}, 422),
        ],
    )
    def test_is_the_keeper_s_to_publish(
        self, intake: Intake, agency: str, changes: dict[str, Any], status: int
    ) -> None:
        answer = intake.service.post("/v1/capacities", {**PLACES, **changes}, agency=agency)
        assert answer.status_code == status
        assert intake.published() == []


def test_a_case_stays_readable_where_it_is_not_listed(intake: Intake) -> None:
    """C-13: protected identity is in no list, no feed and no event, and counted anonymously."""
    case: Case = intake.referred(ALMA, STATE, participant__protectedIdentity=True)
    intake.assess(case)
    intake.book(case)
    lists = ("referrals", "waiting-referrals", "intake-meetings", "stale-referrals?asOf=2022-01-01")
    assert [intake.service.get(f"/v1/{name}", agency=STATE).json() for name in lists] == [[]] * 4
    assert feed(intake)["entries"] == []
    assert intake.published() == []
    (row,) = intake.service.database.query("SELECT * FROM uncounted")
    assert dict(row) == {"year": 2021, "sex": "woman", "persons": 1}
    assert intake.read(case, STATE).json()["referral"]["step"] == "meeting_booked"


class TestReceivers:
    """R-18: whether the referrer has read the last change shows."""

    @staticmethod
    def seen(intake: Intake, case: Case, agency: Agency = KEEPER) -> list[Any]:
        rows = intake.service.get(f"{case.url}/receivers", agency=agency).json()
        return [(row["agency"], row["lastChangeOn"], row["hasSeen"]) for row in rows]

    def test_have_seen_what_they_asked_past(self, stored_intake: Intake) -> None:
        case = stored_intake.referred(ALMA, STATE)
        stored_intake.assess(case)
        position = feed(stored_intake, agency=STATE)["next"]
        assert self.seen(stored_intake, case) == [(STATE, "2021-06-02", False)]
        for _ in range(2):
            feed(stored_intake, after=position, agency=STATE)
            assert self.seen(stored_intake, case, STATE) == [(STATE, "2021-06-02", True)]
        stored_intake.book(case)
        assert self.seen(stored_intake, case) == [(STATE, "2021-06-08", False)]

    def test_see_nothing_that_is_still_to_come(self, intake: Intake) -> None:
        case = intake.referred(ALMA, STATE)
        feed(intake, after=10**9, agency=STATE)
        intake.assess(case)
        assert self.seen(intake, case) == [(STATE, "2021-06-02", False)]

    def test_unsee_nothing_by_reading_again(self, intake: Intake) -> None:
        case = intake.referred(ALMA, STATE)
        for after in (1, 0):
            feed(intake, after=after, agency=STATE)
        assert self.seen(intake, case) == [(STATE, "2021-06-01", True)]

    def test_are_none_of_a_protected_identity(self, intake: Intake) -> None:
        assert self.seen(intake, intake.referred(ALMA, STATE, participant__protectedIdentity=True)) == []
