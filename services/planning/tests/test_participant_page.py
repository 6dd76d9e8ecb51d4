"""P-20: the participant's page of their plan, shown by who leads it: what, when, with whom, what is asked."""

from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from services.planning.tests.changes import WITHOUT_CITY
from services.planning.tests.examples import CARE, CITY, KEEPER, OUTSIDER, PLAN, REVOKED
from services.planning.tests.test_demands import ASKED
from services.planning.tests.test_meetings_over_http import SUMMONS

from planning.meetings.summons import Place
from planning.pages.words import PageLanguage, Words
from planning.participant_page.page_over_http import HERE
from samplan.contracts.codes import ActivityKind, Agency, MeetingKind
from samplan.contracts.codes.groups import PlacementPurpose, WorkshopKind
from samplan.contracts.codes.languages import ParticipantLanguage
from samplan.contracts.codes.records import DemandKind
from samplan.contracts.planning import plans as published
from samplan.testing.harness import ServiceUnderTest

PATH = f"/v1/plans/{PLAN}/participant-page"
HTML = {"Accept": "text/html"}
CODES: dict[str, type[StrEnum]] = {
    "activity": ActivityKind,
    "demand": DemandKind,
    "meeting": MeetingKind,
    "place": Place,
    "purpose": PlacementPurpose,
    "workshop": WorkshopKind,
}
ACTIVITY = {"kind": "swedish_studies", "occurredOn": "2022-03-21"}


@pytest.fixture
def coordinated(opened: ServiceUnderTest) -> ServiceUnderTest:
    """By the city, with Swedish studies at the city, a meeting ahead and one demand each way."""
    body = {"agency": "malmo-ifo", "occurredOn": "2022-02-07"}
    assert opened.post(f"/v1/plans/{PLAN}/coordinator", body, if_match=1).status_code == 200
    assert opened.post(f"/v1/plans/{PLAN}/activities", ACTIVITY, agency=CITY).status_code in {200, 201}
    assert opened.post("/v1/meetings", SUMMONS, agency=CITY).status_code == 201
    for members in (ASKED, ASKED | {"kind": "decide", "owedBy": "af"}):
        assert opened.post(f"/v1/plans/{PLAN}/demands", members, agency=CITY).status_code == 201
    return opened


def shown_to(service: ServiceUnderTest, *agencies: Agency) -> list[int]:
    return [service.get(PATH, agency=one).status_code for one in agencies]


def with_whom(service: ServiceUnderTest, reader: Agency) -> list[list[str]]:
    meetings = service.get(PATH, agency=reader).json()["meetings"]
    return [one["withAgencies"] for one in meetings]


class TestTheParticipantsPage:
    def test_says_what_when_and_with_whom(self, coordinated: ServiceUnderTest) -> None:
        page = coordinated.get(PATH).json()
        assert (page["coordinator"], page["agreedOn"], page["planDueOn"]) == ("malmo-ifo", None, "2022-04-02")
        assert page["activities"] == [
            {
                "kind": "swedish_studies",
                "withAgency": "malmo-ifo",
                "hasStarted": True,
                "beginsOn": "2022-03-21",
                "plannedTo": None,
            }
        ]
        [meeting] = page["meetings"]
        assert (meeting["kind"], meeting["on"], meeting["startsAt"]) == ("multi_party", "2022-03-14", "09:30")
        assert meeting["withAgencies"] == ["af", "malmo-ifo"]
        assert "Tillsammans med Arbetsförmedlingen · Malmö stad" in coordinated.get(PATH, headers=HTML).text

    def test_names_no_agency_and_shows_no_meeting_that_the_reader_may_not_know_of(
        self, opened: ServiceUnderTest
    ) -> None:
        """Of two, the first is the city's alone with the keeper, the second the care's with both."""
        body = {"agency": CARE, "occurredOn": "2022-02-07"}
        opened.post(f"/v1/plans/{PLAN}/coordinator", body, if_match=1).raise_for_status()
        opened.post("/v1/meetings", SUMMONS, agency=CITY).raise_for_status()
        with_both = SUMMONS | {"agencies": [KEEPER, CITY, CARE], "plannedOn": "2022-03-15"}
        opened.post("/v1/meetings", with_both, agency=CARE).raise_for_status()
        for reader in (KEEPER, CARE):
            assert with_whom(opened, reader) == [[KEEPER, CITY], [KEEPER, CITY, CARE]]
        opened.receive(WITHOUT_CITY)
        assert with_whom(opened, KEEPER) == [[KEEPER], [KEEPER, CARE]]
        assert with_whom(opened, CARE) == [[KEEPER, CARE]]

    def test_shows_what_an_agency_plans_ahead_and_no_proposal_that_waits_for_its_owner(
        self, coordinated: ServiceUnderTest
    ) -> None:
        ahead = {"kind": "validation", "plannedFrom": "2023-01-09", "plannedTo": "2023-01-20"}
        for owner in (None, "region-skane"):
            body = {**ahead, "owner": owner, "occurredOn": "2022-11-01"}
            answer = coordinated.post(f"/v1/plans/{PLAN}/activities/proposals", body, agency=CITY)
            assert answer.status_code == 201, answer.text
        shown = coordinated.get(PATH).json()["activities"]
        assert [(one["kind"], one["plannedTo"]) for one in shown] == [
            ("swedish_studies", None),
            ("validation", "2023-01-20"),
        ]
        assert "från den 9 januari 2023 till den 20 januari 2023" in coordinated.get(PATH, headers=HTML).text

    def test_says_that_the_plan_has_ended(self, coordinated: ServiceUnderTest) -> None:
        """After a death: it waits for no summary and no agency's answer."""
        tag = coordinated.get(f"/v1/plans/{PLAN}").headers["ETag"]
        left = {"exitClass": "deceased", "occurredOn": "2022-04-04"}
        assert (
            coordinated.post(f"/v1/plans/{PLAN}/exit", left, if_match=int(tag.strip('"'))).status_code == 200
        )
        assert coordinated.get(PATH).json()["endedOn"] == "2022-04-04"
        page = coordinated.get(PATH, headers=HTML).text
        assert "planen är avslutad" in page
        assert "Kom till möten" not in page

    def test_tells_what_is_asked_from_what_is_owed(self, coordinated: ServiceUnderTest) -> None:
        demands = coordinated.get(PATH).json()["demands"]
        assert sorted((one["kind"], one["owedBy"], one["until"]) for one in demands) == [
            ("decide", "af", "2022-05-02"),
            ("hand_in_document", None, "2022-05-02"),
        ]
        page = coordinated.get(PATH, headers=HTML).text
        asked, owed = page.split("Det som myndigheterna ska göra")
        assert ("Lämna in en handling" in asked, "Fatta beslut" in owed) == (True, True)

    @pytest.mark.parametrize(
        ("language", "words"),
        [
            ("sv", ("Min plan", "14 mars 2022, 09:30", "Flerpartssamtal", "Studier i svenska")),
            ("en", ("My plan", "14 March 2022, 09:30", "Multi-party meeting", "Studies in Swedish")),
            ("so", ("Qorshahayga", "Min plan", "14 mars 2022, 09:30", "Barashada af-Iswiidhishka")),
            (
                "ar",
                ('dir="rtl"', "خطتي", "2022، 09:30", "لم تتم مراجعة هذه الترجمة بعد.", "Studier i svenska"),
            ),
        ],
    )
    def test_is_a_page_in_the_participants_language(
        self, coordinated: ServiceUnderTest, language: str, words: tuple[str, ...]
    ) -> None:
        answer = coordinated.get(f"{PATH}?language={language}", headers=HTML)
        assert [one for one in words if one not in answer.text] == []
        assert answer.headers["Content-Language"] == language
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self'")

    def test_names_the_coordinator_once_beside_a_translation(self, coordinated: ServiceUnderTest) -> None:
        page = coordinated.get(f"{PATH}?language=ar", headers=HTML).text
        top = page.split("<h2>")[0]
        assert top.count("Malmö stad, individ- och familjeomsorgen") == 1

    def test_is_shown_to_the_keeper_and_the_coordinating_agency_alone(
        self, coordinated: ServiceUnderTest
    ) -> None:
        assert shown_to(coordinated, KEEPER, CITY, CARE, OUTSIDER) == [200, 200, 403, 404]
        coordinated.receive(REVOKED)
        assert shown_to(coordinated, KEEPER, CITY, CARE, OUTSIDER) == [200, 404, 404, 404]

    def test_is_a_disclosure_to_the_coordinating_agency(self, coordinated: ServiceUnderTest) -> None:
        before = len(_made(coordinated))
        coordinated.get(PATH, agency=CITY)
        coordinated.get(PATH, agency=KEEPER)
        made = [(one.agency, one.what) for one in _made(coordinated)[before:]]
        assert made == [(CITY, "planning.plan"), (CITY, "planning.meeting")]

    def test_needs_a_role_that_leads(self, coordinated: ServiceUnderTest) -> None:
        token = coordinated.token(CITY, person="astrid", role="case_officer")
        answer = coordinated.client.get(PATH, headers={"Authorization": f"Bearer {token}"})
        assert answer.json()["code"] == "role_may_not_lead"


class TestItsWords:
    @pytest.mark.parametrize("language", ParticipantLanguage)
    def test_are_there_for_every_code(self, language: ParticipantLanguage) -> None:
        said, swedish = Words(language, HERE).words(), Words(PageLanguage.SV, HERE).words()
        codes = {f"{of}.{one}" for of, values in CODES.items() for one in values}
        assert codes | {place for place in swedish if place.startswith("page.")} == said.keys()
        assert all(said.values())

    def test_stand_beside_the_swedish_ones_until_each_is_reviewed(self, tmp_path: Path) -> None:
        """A review ends when the Swedish word changes."""
        marks = [f'"{place}" = "{word}"' for place, word in Words(PageLanguage.SV, HERE).words().items()]
        original, english = ((HERE / f"sentences/{one}.toml").read_text() for one in ("sv", "en"))
        assert Words(PageLanguage.EN, HERE).swedish
        for name, wording in (("same", original), ("changed", original.replace("Min plan", "Planen"))):
            folder = tmp_path / name / "sentences"
            folder.mkdir(parents=True)
            (folder / "sv.toml").write_text(wording)
            (folder / "en.toml").write_text("\n".join([english, "[reviewed]", *marks]))
        assert Words(PageLanguage.EN, tmp_path / "same").swedish is None
        assert Words(PageLanguage.EN, tmp_path / "changed").swedish


def _made(service: ServiceUnderTest) -> list[Any]:
    return [one for one in service.published() if isinstance(one, published.DisclosureMade)]
