"""I13 and R-15: what the form says is nowhere but sealed in the store, and gone when its key is destroyed."""

import json
from typing import Any

import msgspec
import pytest
from services.referral.tests.examples import ALMA, KEEPER, form, granted
from services.referral.tests.intake import Intake, dump

from chassis.service.key_store import open_vault
from samplan.contracts.codes import Outcome

CANARIES: dict[str, Any] = {
    "participant__name": "Canary Kanariefågel",
    "participant__address": "Canary Street 77",
    "participant__phone": "070-1740699",
    "participant__countryOfBirth": "ER",
    "participant__family": "canary family",
    "background__earlierEducation": "canary education",
    "background__earlierInterventions": "canary interventions",
    "background__earlierPlanning": "canary earlier plan",
    "background__currentPlanning": "canary current plan",
    "background__question": "canary question",
    "referrer__unit": "Canary unit",
    "referrer__name": "Canary Referrer",
    "referrer__email": "canary@example.org",
}
TOLD_NOWHERE = [
    *(canary for name, canary in CANARIES.items() if name != "participant__countryOfBirth"),
    ALMA,
    ALMA.replace("-", ""),
    "canary words",
    "canary place",
    "canary guest",
]


@pytest.fixture
def whole_way(intake: Intake, capsys: pytest.CaptureFixture[str]) -> str:
    """Everything that left the service on one participant's way: events, answers, logs, metrics."""
    case = intake.referred(**CANARIES)
    answers = [intake.assess(case)]
    answers.append(intake.book(case, place="canary place", participants=["canary guest", "The programme"]))
    answers += [intake.hold(case), intake.enrol(case), intake.submit(**CANARIES)]
    intake.service.receive(granted(case.id))
    answers += [intake.enrol(case), intake.decline(case, words="canary words")]
    lists = [
        intake.service.get(f"/v1/{name}", agency=KEEPER)
        for name in ("referrals", "waiting-referrals", "intake-meetings")
    ]
    events = b"".join(msgspec.json.encode(event) for event in intake.service.published()).decode()
    logs = capsys.readouterr()
    metrics = intake.service.metrics()
    return "".join([*(one.text for one in (*answers, *lists)), events, logs.out, logs.err, metrics])


class TestCanaries:
    def test_appear_in_no_event_answer_log_or_metric(self, whole_way: str) -> None:
        assert "eligibility-assessment" in whole_way  # the log was read
        assert [canary for canary in TOLD_NOWHERE if canary in whole_way] == []

    def test_appear_nowhere_in_the_store(self, intake: Intake, whole_way: str) -> None:
        stored = dump(intake)
        assert "malmokraften" in whole_way
        assert "referral.ParticipantEnrolled" in stored
        assert [canary for canary in TOLD_NOWHERE if canary in stored] == []

    def test_are_shown_to_the_agency_whose_case_it_is(self, intake: Intake) -> None:
        shown = intake.read(intake.referred(**CANARIES)).json()["form"]
        assert shown["participant"]["name"] == CANARIES["participant__name"]
        assert shown["participant"]["personnummer"] == ALMA.replace("-", "")

    def test_appear_in_no_error(self, intake: Intake) -> None:
        answer = intake.submit(**{**CANARIES, "participant__personnummer": "canary"}, canary="canary")
        assert answer.status_code == 422
        assert "anary" not in answer.text.replace('"#/canary"', "")


class TestErasure:
    def test_leaves_a_referral_that_loads_and_says_so(self, intake: Intake) -> None:
        case = intake.referred(**CANARIES)
        erase(intake)
        shown = intake.read(case).json()
        assert (shown["form"], shown["erased"]) == (None, True)
        assert shown["referral"]["step"] == "submitted"

    def test_leaves_to_the_criteria_what_is_coded(self, intake: Intake) -> None:
        case = intake.referred()
        erase(intake)
        eligibility = intake.assess(case).json()["eligibility"]
        assert [one["outcome"] for one in eligibility["criteria"]] == [
            Outcome.MET,
            Outcome.UNKNOWN,
            Outcome.UNKNOWN,
        ]

    def test_lets_nothing_more_be_written_about_the_person(self, intake: Intake) -> None:
        case = intake.referred()
        erase(intake)
        answer = intake.decline(case, words="canary words")
        assert (answer.status_code, answer.json()["code"]) == (409, "person_erased")
        assert intake.decline(case).status_code == 200

    def test_publishes_the_same_events_as_before(self, intake: Intake) -> None:
        intake.enrolled()
        before = intake.service.published()
        erase(intake)
        assert intake.service.published() == before


def erase(intake: Intake) -> None:
    """Destroy the key of the one person there is, as an erasure does."""
    (row,) = intake.service.database.query("SELECT person FROM persons")
    vault, _ = open_vault(intake.service.settings, "referral")
    vault.destroy(row["person"])


def test_the_example_holds_nothing_of_a_living_person() -> None:
    assert json.dumps(form()).count("19850615-9808") == 1
