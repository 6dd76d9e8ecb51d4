"""P-03 over HTTP: who sees a meeting and reads its notes, what is published, and which meetings wait."""

from typing import Any

import msgspec
import pytest
from services.planning.tests.changes import WITHOUT_CITY
from services.planning.tests.examples import (
    CARE,
    CITY,
    CONSENT,
    KEEPER,
    MAY_2,
    OUTSIDER,
    PARTICIPANT,
    PLAN,
    REVOKED,
    TODAY,
    UNKNOWN,
)

from samplan.bus.reading.catch_up import report_behind
from samplan.contracts.codes import Agency, MeetingKind
from samplan.contracts.consent import BlockLifted, BlockSet
from samplan.contracts.owners.erasures import ErasureExecuted
from samplan.contracts.planning import plans as published
from samplan.contracts.planning.meetings import MeetingHeld
from samplan.testing.harness import ServiceUnderTest

SUMMONS: dict[str, Any] = {
    "planId": str(PLAN),
    "kind": "multi_party",
    "agencies": ["af", "malmo-ifo"],
    "plannedOn": "2022-03-14",
    "startsAt": "09:30",
    "place": "at_an_agency",
    "occurredOn": "2022-03-01",
}
HOLDING: dict[str, Any] = {
    "came": [{"agency": "af", "role": "case_officer"}, {"agency": "malmo-ifo", "role": "social_worker"}],
    "participantCame": True,
    "interpreter": "ar",
    "conductedBy": "malmo-ifo",
    "occurredOn": "2022-03-14",
}
NOTES = "Överens om praktik från april."
NOTED = {"notes": NOTES, "occurredOn": "2022-03-15"}
STEERING: dict[str, Any] = {**SUMMONS, "planId": None, "kind": "steering"}

BLOCKED = BlockSet(participant_id=PARTICIPANT, agency=CARE, circle_version=2, occurred_on=MAY_2)
LIFTED = BlockLifted(participant_id=PARTICIPANT, agency=CARE, circle_version=3, occurred_on=MAY_2)
MOVED = {"plannedOn": "2022-03-14", "startsAt": "13:00", "place": "video", "occurredOn": "2022-03-02"}


def summon(service: ServiceUnderTest, body: dict[str, Any] = SUMMONS) -> str:
    answer = service.post("/v1/meetings", body, agency=CITY)
    assert answer.status_code == 201, answer.text
    return answer.headers["Location"]


@pytest.fixture
def meeting(opened: ServiceUnderTest) -> str:
    """Held, with notes of the city."""
    path = summon(opened)
    answer = opened.post(f"{path}/holding", HOLDING, agency=CITY, if_match=1)
    assert answer.status_code == 200, answer.text
    written = opened.post(f"{path}/notes", NOTED, agency=CITY)
    assert (written.status_code, NOTES in written.text) == (200, False)
    return path


def read_by(service: ServiceUnderTest, path: str, *agencies: Agency) -> list[int]:
    return [service.get(path, agency=agency).status_code for agency in agencies]


def lines(service: ServiceUnderTest, path: str, agency: Agency) -> list[str]:
    return [one["kind"] for one in service.get(path, agency=agency).json()]


class TestAMeeting:
    def test_is_published_by_its_kind_its_agencies_and_its_day_alone(
        self, opened: ServiceUnderTest, meeting: str
    ) -> None:
        [told] = [one for one in opened.published() if isinstance(one, MeetingHeld)]
        assert (told.kind, told.agencies, told.plan_id) == (MeetingKind.MULTI_PARTY, (KEEPER, CITY), PLAN)

    def test_is_shown_with_its_notes_to_who_was_there_and_who_may_know(
        self, opened: ServiceUnderTest, meeting: str
    ) -> None:
        assert read_by(opened, meeting, KEEPER, CITY, CARE, OUTSIDER) == [200, 200, 200, 404]
        assert read_by(opened, f"{meeting}/notes", KEEPER, CITY, CARE, OUTSIDER) == [200, 200, 200, 404]
        assert opened.get(f"{meeting}/notes", agency=CARE).json() == [
            {"writtenBy": "malmo-ifo", "writtenOn": "2022-03-15", "notes": NOTES}
        ]

    def test_has_the_interpreters_language_sealed(self, opened: ServiceUnderTest, meeting: str) -> None:
        assert opened.get(meeting, agency=CITY).json()["interpreter"] == "ar"
        stored = [one.state for one in opened.database.notifications(0, 999)]
        answers = [row["body"] for row in opened.database.query("SELECT body FROM idempotency")]
        assert not [one for one in stored if b'"ar"' in one]
        assert not [one for one in answers if '"ar"' in one]

    def test_stays_with_those_who_were_there_after_a_revocation(
        self, opened: ServiceUnderTest, meeting: str
    ) -> None:
        opened.receive(REVOKED)
        assert read_by(opened, f"{meeting}/notes", KEEPER, CITY, CARE) == [200, 200, 404]
        assert lines(opened, f"/v1/plans/{PLAN}/meetings", CITY) == ["multi_party"]
        assert opened.get(f"/v1/plans/{PLAN}/meetings", agency=CARE).status_code == 404

    def test_of_a_summoner_that_no_consent_names_any_more_is_the_parties_alone(
        self, opened: ServiceUnderTest, meeting: str
    ) -> None:
        opened.receive(WITHOUT_CITY)
        assert read_by(opened, meeting, CITY, KEEPER, CARE) == [200, 200, 404]
        listed = [lines(opened, f"/v1/plans/{PLAN}/meetings", one) for one in (KEEPER, CARE)]
        assert listed == [["multi_party"], []]
        opened.post(f"{meeting}/notes", NOTED, agency=CITY, key="later").raise_for_status()
        assert [len(opened.get(f"{meeting}/notes", agency=one).json()) for one in (CITY, KEEPER)] == [2, 1]

    def test_tells_an_agency_that_is_blocked_nothing_that_is_recorded_later(
        self, opened: ServiceUnderTest
    ) -> None:
        path = summon(opened, SUMMONS | {"agencies": ["malmo-ifo", "region-skane"]})
        came = [*HOLDING["came"], {"agency": "region-skane", "role": "care_coordinator"}]
        opened.receive(BLOCKED)
        assert read_by(opened, path, CITY, CARE) == [200, 200]
        assert opened.post(f"{path}/rebooking", MOVED, agency=CITY, if_match=1).is_success
        assert read_by(opened, path, CITY, CARE) == [200, 404]
        assert lines(opened, "/v1/meetings-ahead", CARE) == []
        opened.receive(LIFTED)
        assert opened.post(f"{path}/holding", HOLDING | {"came": came}, agency=CITY, if_match=2).is_success
        assert opened.post(f"{path}/notes", NOTED, agency=CITY).is_success
        opened.receive(msgspec.structs.replace(BLOCKED, circle_version=4))
        assert opened.post(f"{path}/notes", NOTED, agency=CITY, key="later").is_success
        assert [len(opened.get(f"{path}/notes", agency=one).json()) for one in (CITY, CARE)] == [2, 1]

    def test_tells_nobody_whose_sharing_has_ended_that_notes_are_made(self, opened: ServiceUnderTest) -> None:
        """Neither another agency nor the keeper of the plan: by no member, version or list."""
        path = summon(opened, SUMMONS | {"agencies": ["af", "malmo-ifo", "region-skane"]})
        came = [*HOLDING["came"], {"agency": "region-skane", "role": "care_coordinator"}]
        opened.post(f"{path}/holding", HOLDING | {"came": came}, agency=CITY, if_match=1).raise_for_status()
        opened.receive(REVOKED)
        known, without = [], "/v1/meetings-without-notes"
        for _ in range(2):
            seen = [opened.get(path, agency=one) for one in (CARE, KEEPER)]
            listed = [lines(opened, without, one) for one in (CARE, KEEPER, CITY)]
            known.append(([(one.headers["ETag"], one.json()["hasNotes"]) for one in seen], listed))
            opened.post(f"{path}/notes", NOTED, agency=CITY).raise_for_status()
        untold = [('"2"', False)] * 2
        assert known == [(untold, [["multi_party"]] * 3), (untold, [["multi_party"], ["multi_party"], []])]
        assert [opened.get(f"{path}/notes", agency=one).json() for one in (CARE, KEEPER)] == [[], []]
        assert opened.get(path, agency=CITY).json()["hasNotes"] is True

    def test_is_rebooked_once_no_end_may_be_unread(self, opened: ServiceUnderTest) -> None:
        path = summon(opened)
        report_behind(opened.database)
        assert opened.post(f"{path}/rebooking", MOVED, agency=CITY, if_match=1).status_code == 503

    def test_is_open_to_its_own_agencies_alone_while_an_end_may_be_unread(
        self, opened: ServiceUnderTest, meeting: str
    ) -> None:
        report_behind(opened.database)
        assert read_by(opened, f"{meeting}/notes", KEEPER, CITY, CARE) == [200, 200, 503]

    def test_is_published_by_nobody_while_an_end_may_be_unread(self, opened: ServiceUnderTest) -> None:
        path = summon(opened)
        opened.receive_raw("finsam.consent.v1", str(CONSENT).encode(), b"{not json")
        assert opened.post("/v1/meetings", SUMMONS, agency=KEEPER).status_code == 503
        assert opened.post(f"{path}/holding", HOLDING, agency=KEEPER, if_match=1).status_code == 200
        assert not [one for one in opened.published() if isinstance(one, MeetingHeld)]

    def test_is_disclosed_to_the_keeper_too(self, opened: ServiceUnderTest, meeting: str) -> None:
        read_by(opened, f"{meeting}/notes", CARE, KEEPER)
        made = [one for one in opened.published() if isinstance(one, published.DisclosureMade)]
        rule = ("planning.meeting", "consent")
        assert [(one.agency, one.what, one.rule) for one in made] == [(CARE, *rule), (KEEPER, *rule)]

    def test_answers_a_retry_of_its_summoner_as_the_first_request(self, opened: ServiceUnderTest) -> None:
        first, again = (opened.post("/v1/meetings", SUMMONS, agency=CITY, key="mine") for _ in range(2))
        assert (first.status_code, again.json()) == (201, first.json())
        assert again.headers["Idempotency-Replayed"] == "true"

    def test_answers_no_retry_of_an_agency_that_may_no_longer_see_it(
        self, opened: ServiceUnderTest, meeting: str
    ) -> None:
        opened.receive(REVOKED)
        again = opened.post(f"{meeting}/notes", NOTED, agency=CARE, key="mine")
        assert again.status_code == 404

    def test_hides_its_version_from_who_may_not_see_it(self, opened: ServiceUnderTest, meeting: str) -> None:
        body = {"reason": "staff_ill", "occurredOn": "2022-03-14"}
        answer = opened.post(f"{meeting}/cancellation", body, agency=OUTSIDER, if_match=9)
        assert answer.status_code == 404

    @pytest.mark.parametrize(
        ("body", "code"),
        [
            ({**SUMMONS, "kind": "steering"}, "steering_alone_has_no_plan"),
            ({**SUMMONS, "startsAt": "24:00"}, "string_pattern_mismatch"),
            ({**SUMMONS, "place": "with Anna"}, "enum"),
        ],
    )
    def test_has_a_strict_form(self, opened: ServiceUnderTest, body: dict[str, Any], code: str) -> None:
        answer = opened.post("/v1/meetings", body)
        assert (answer.status_code, code in answer.text) == (422, True)

    def test_has_notes_that_nobody_reads_once_the_participant_is_erased(
        self, opened: ServiceUnderTest, meeting: str, summarised: ServiceUnderTest
    ) -> None:
        exit_ = {"exitClass": "returned_to_regular", "occurredOn": "2022-08-15"}
        assert opened.post(f"/v1/plans/{PLAN}/exit", exit_, if_match=2).status_code == 200
        opened.receive(
            REVOKED,
            ErasureExecuted(
                erasure_id=UNKNOWN, participant_id=PARTICIPANT, agencies=(KEEPER,), occurred_on=TODAY
            ),
        )
        tick = opened.service.tick
        assert tick is not None
        with opened.on_business_date():
            tick(opened.database, opened.process.application, TODAY)
        assert [one["notes"] for one in opened.get(f"{meeting}/notes").json()] == [None]


class TestASteeringMeeting:
    def test_is_about_no_participant_known_to_its_agencies_and_published_to_nobody(
        self, opened: ServiceUnderTest
    ) -> None:
        path = summon(opened, STEERING)
        assert opened.post(f"{path}/holding", HOLDING, agency=CITY, if_match=1).status_code == 200
        assert read_by(opened, path, KEEPER, CITY, CARE) == [200, 200, 404]
        assert not [one for one in opened.published() if isinstance(one, MeetingHeld)]


class TestTheLists:
    def test_show_what_lies_ahead_and_what_lacks_notes_to_the_parties(self, opened: ServiceUnderTest) -> None:
        path = summon(opened)
        ahead, without = "/v1/meetings-ahead", "/v1/meetings-without-notes"
        assert [lines(opened, ahead, one) for one in (CITY, KEEPER, CARE)] == [
            ["multi_party"],
            ["multi_party"],
            [],
        ]
        assert [lines(opened, without, one) for one in (CITY, KEEPER)] == [[], []]
        opened.post(f"{path}/holding", HOLDING, agency=CITY, if_match=1)
        assert (lines(opened, ahead, CITY), lines(opened, without, CITY)) == ([], ["multi_party"])
        opened.post(f"{path}/notes", NOTED, agency=CITY)
        assert lines(opened, without, CITY) == []
