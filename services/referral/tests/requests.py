"""Good requests: what has to be there before, and what is sent. `endpoints` names their operations."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from services.referral.tests.examples import ALMA, BEA, KEEPER, PARTICIPANT, STATE, form, granted
from services.referral.tests.intake import Case, Intake

from referral.form.meeting import MEETING

FAR = date(2099, 1, 1)

DRAFT: dict[str, Any] = {"occurredOn": "2021-06-01", "form": form()}
GAPS = [{"pointer": "#/circumstances/childcare", "code": "missing"}]
PAUSE = {"programme": "malmokraften", "reason": "pandemic", "occurredOn": "2021-06-01"}
PLACES = {"programme": "malmokraften", "team": "team-south", "freePlaces": 7, "occurredOn": "2021-06-01"}
CHECK = {
    "programme": "malmokraften",
    "referredOn": "2021-06-01",
    "sex": "woman",
    "bornOn": "1985-06-15",
    "countryOfBirth": "SY",
    "registeredAtEmploymentService": True,
    "registeredSince": "2018-03-01",
    "circumstances": {"guarantee": "job_and_development", "needsCoordination": True},
}
MOVED = {**MEETING, "occurredOn": "2021-06-15", "meetingOn": "2021-06-16"}
WHY = {"reason": "ongoing_intervention", "intervention": "krami", "words": "Finishes Krami first"}
ROUTING = {"reason": "wrong_recipient", "words": "Not here", "programme": "internationella-kvinnor"}


@dataclass(frozen=True)
class Call:
    """`version`: of the record that a change is decided on; None for what is no change."""

    path: str
    body: Any = None
    version: int | None = None
    query: Mapping[str, str] = field(default_factory=dict)


def step(case: Case, name: str, **body: Any) -> Call:
    return Call(f"{case.url}/{name}", {"occurredOn": "2021-06-16", **body}, case.version)


def draft(intake: Intake) -> Call:
    answer = intake.service.post("/v1/referral-drafts", DRAFT, agency=KEEPER)
    return Call(answer.headers["Location"], DRAFT, 1)


def discarding(intake: Intake) -> Call:
    return Call(draft(intake).path, None, 1)


def submission_of_a_draft(intake: Intake) -> Call:
    return Call(f"{draft(intake).path}/submission", {})


def supplement(intake: Intake) -> Call:
    case = intake.referred()
    intake.step(case, "return", gaps=GAPS, occurredOn="2021-06-02")
    return step(case, "supplement", form=form())


def assessed(intake: Intake) -> Case:
    case = intake.referred()
    intake.assess(case)
    return case


def booked(intake: Intake) -> Case:
    case = assessed(intake)
    intake.book(case)
    return case


def rebooking(intake: Intake) -> Call:
    case = booked(intake)
    body = {"reason": "child_ill", "meeting": MOVED}
    return Call(f"{case.url}/intake-meeting/rebooking", body, case.version)


def covered(intake: Intake) -> Case:
    case = intake.met()
    intake.service.receive(granted(case.id, valid_until=FAR))
    return case


def withdrawal(intake: Intake) -> Call:
    return step(intake.referred(ALMA, STATE), "withdrawal", **WHY)


def disclosure(intake: Intake) -> Call:
    intake.enrol(covered(intake))
    return Call(f"/v1/participants/{PARTICIPANT}/disclosures", {"purpose": "coordination"})


def visit(intake: Intake, name: str, **body: Any) -> Call:
    return step(intake.visiting(), f"study-visit/{name}", **{"occurredOn": "2016-09-22", **body})


def visit_to_end(intake: Intake, **body: Any) -> Call:
    case = intake.visiting()
    intake.step(case, "study-visit/follow-up", occurredOn="2016-09-20")
    return step(case, "study-visit/end", **{"occurredOn": "2016-09-22", **body})


def unknown_criterion(intake: Intake) -> Call:
    case = intake.referred(circumstances__needsCoordination=None)
    intake.assess(case)
    decided = {"criterion": "coordination_need", "isMet": True, "reason": "Told at the desk"}
    return step(case, "eligibility-assessment/decision", **decided)


def round_of_one(_: Intake) -> Call:
    query = {"method": "list", "occurredOn": "2021-06-01"}
    return Call("/v1/intake-rounds", json.dumps(form()), query=query)


def round_held(intake: Intake) -> str:
    """Its place."""
    call = round_of_one(intake)
    answer = send(intake, "POST", call, key="round", media_type="application/jsonl")
    return str(answer.headers["Location"])


def replacement(intake: Intake) -> Call:
    intake.referred(ALMA)
    numbers = {"oldNumber": ALMA, "newNumber": BEA}
    return Call("/v1/number-replacements", {**numbers, "reason": "corrected", "occurredOn": "2021-06-08"})


def undoing(intake: Intake) -> Call:
    answer = send(intake, "POST", replacement(intake), key="replacement")
    made = answer.json()["replacementId"]
    return Call(f"/v1/number-replacements/{made}/undoing", {"occurredOn": "2021-06-09"}, 1)


def end_of_pause(intake: Intake) -> Call:
    pause = intake.service.post("/v1/intake-pauses", PAUSE, agency=KEEPER).json()
    end = {"reason": "pandemic", "occurredOn": "2021-06-15"}
    return Call(f"/v1/intake-pauses/{pause['pauseId']}/end", end, 1)


def send(
    intake: Intake,
    method: str,
    call: Call,
    *,
    key: str | None,
    media_type: str = "application/json",
    agency: str = KEEPER,
    **headers: str,
) -> Any:
    """As an agency's system would, with other headers where they are given."""
    sent = {"Authorization": f"Bearer {intake.service.token(agency)}"}
    if key is not None:
        sent["Idempotency-Key"] = key
    if call.version is not None:
        sent["If-Match"] = f'"{call.version}"'
    body = call.body
    if body is not None:
        sent["Content-Type"] = media_type
        body = body if isinstance(body, str | bytes) else json.dumps(body)
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    return intake.service.client.request(method, call.path, params=call.query, content=body, headers=sent)
