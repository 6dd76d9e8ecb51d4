"""P-07: the reason `other` is told in words, which stay here, sealed."""

from typing import Any

import pytest
from services.planning.tests.examples import CARE, CITY, KEEPER, PLAN

from samplan.testing.harness import ServiceUnderTest

ITEMS = f"/v1/plans/{PLAN}/activities"
WORDS = "Vill flytta till sin syster"
INTERRUPTED: dict[str, Any] = {"reason": "other", "words": WORDS, "occurredOn": "2022-06-10"}
PROPOSED: dict[str, Any] = {
    "change": "interruption",
    "reason": "other",
    "words": WORDS,
    "endsOn": "2022-06-10",
    "occurredOn": "2022-06-12",
}


@pytest.fixture
def place(opened: ServiceUnderTest) -> str:
    """An activity of the city."""
    started = {"kind": "swedish_studies", "occurredOn": "2022-03-21"}
    place: str = opened.post(ITEMS, started, agency=CITY).headers["Location"]
    return place


def traces(service: ServiceUnderTest) -> str:
    """All that is published, stored as facts, and stored for idempotency keys."""
    facts = b"".join(one.state for one in service.database.notifications(0, 999)).decode()
    answers = "".join(row["body"] for row in service.database.query("SELECT body FROM idempotency"))
    return f"{service.published()} {facts} {answers}"


class TestTheReasonOther:
    def test_is_read_in_words_by_the_owner_alone(self, opened: ServiceUnderTest, place: str) -> None:
        opened.post(f"{place}/interruption", INTERRUPTED, agency=CITY, if_match=1).raise_for_status()
        told = {who: opened.get(place, agency=who).json()["reasonInWords"] for who in (CITY, KEEPER, CARE)}
        assert told == {CITY: WORDS, KEEPER: None, CARE: None}
        assert WORDS not in traces(opened)

    @pytest.mark.parametrize("wrong", [{"words": None}, {"reason": "moved"}], ids=["wordless", "coded"])
    def test_alone_has_words_and_needs_them(
        self, opened: ServiceUnderTest, place: str, wrong: dict[str, Any]
    ) -> None:
        refused = opened.post(f"{place}/interruption", {**INTERRUPTED, **wrong}, agency=CITY, if_match=1)
        assert (refused.status_code, refused.json()["code"]) == (422, "words_for_other_alone")

    def test_of_a_declined_proposal_is_told_in_words(self, opened: ServiceUnderTest) -> None:
        days = {"plannedFrom": "2022-12-05", "plannedTo": "2023-06-30", "occurredOn": "2022-11-28"}
        asked = {"kind": "work_placement", "owner": CITY, **days}
        place = opened.post(f"{ITEMS}/proposals", asked, agency=KEEPER).headers["Location"]
        body = {**INTERRUPTED, "occurredOn": "2022-11-29"}
        opened.post(f"{place}/declination", body, agency=CITY, if_match=1).raise_for_status()
        assert opened.get(place, agency=CITY).json()["reasonInWords"] == WORDS

    def test_of_a_proposed_change_is_the_activitys_own_once_it_is_accepted(
        self, opened: ServiceUnderTest, place: str
    ) -> None:
        change = opened.post(f"{place}/changes", PROPOSED, agency=KEEPER, if_match=1).json()["change"]
        told = {who: opened.get(place, agency=who).json()["changeInWords"] for who in (CITY, KEEPER, CARE)}
        assert told == {CITY: WORDS, KEEPER: WORDS, CARE: None}
        answer = {"accepted": True, "occurredOn": "2022-06-14"}
        path = f"{place}/changes/{change['changeId']}/answer"
        opened.post(path, answer, agency=CITY, if_match=2).raise_for_status()
        assert opened.get(place, agency=CITY).json()["reasonInWords"] == WORDS
        assert WORDS not in traces(opened)
