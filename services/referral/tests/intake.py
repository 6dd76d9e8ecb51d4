"""The intake office as agencies' systems see it."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from httpx2 import Response
from services.referral.tests.examples import (
    ALMA,
    INTERPRETER,
    KEEPER,
    TAKE_PART,
    VISIT_BEGAN,
    VISIT_WINTER,
    VISITOR,
    form,
    granted,
)

from samplan.contracts.codes import Agency
from samplan.testing.harness import ServiceUnderTest


@dataclass
class Case:
    """A referral as its caller last saw it."""

    id: UUID
    url: str
    version: int


def case_of(answer: Response) -> Case:
    version = int(answer.headers["ETag"].strip('"'))
    return Case(UUID(answer.json()["referralId"]), answer.headers["Location"], version)


@dataclass
class Intake:
    service: ServiceUnderTest

    def submit(self, agency: Agency = KEEPER, /, **changes: Any) -> Response:
        return self.service.post("/v1/referrals", form(**changes), agency=agency)

    def referred(self, number: str = ALMA, agency: Agency = KEEPER, /, **changes: Any) -> Case:
        answer = self.submit(agency, participant__personnummer=number, **changes)
        assert answer.status_code == 201, answer.text
        return case_of(answer)

    def step(self, case: Case, name: str, agency: Agency = KEEPER, **body: Any) -> Response:
        """Take a step of a case, on the version last seen."""
        answer = self.service.post(f"{case.url}/{name}", body, agency=agency, if_match=case.version)
        if answer.status_code == 200:
            case.version = int(answer.headers["ETag"].strip('"'))
        return answer

    def assess(self, case: Case, agency: Agency = KEEPER) -> Response:
        return self.step(case, "eligibility-assessment", agency, occurredOn="2021-06-02")

    def book(self, case: Case, **more: Any) -> Response:
        meeting = {
            "occurredOn": "2021-06-08",
            "meetingOn": "2021-06-15",
            "interpreter": INTERPRETER,
            "participants": TAKE_PART,
        }
        return self.step(case, "intake-meeting", **{**meeting, **more})

    def hold(self, case: Case) -> Response:
        return self.step(case, "intake-meeting/held", occurredOn="2021-06-15")

    def enrol(self, case: Case, mode: str = "programme") -> Response:
        return self.step(case, "enrolment", mode=mode, occurredOn="2021-06-16")

    def visiting(self, number: str = ALMA) -> Case:
        """A participant whose study visit began on 2016-07-01; moves the business date to that winter."""
        self.service.today(VISIT_WINTER)
        case = self.referred(number, **VISITOR)
        self.step(case, "eligibility-assessment", occurredOn="2016-06-14")
        self.book(case, occurredOn="2016-06-14", meetingOn="2016-06-28")
        self.step(case, "intake-meeting/held", occurredOn="2016-06-28")
        self.service.receive(granted(case.id, occurred_on=VISIT_BEGAN, valid_until=date(2017, 6, 28)))
        answer = self.step(case, "enrolment", mode="study_visit", occurredOn="2016-07-01")
        assert answer.status_code == 200, answer.text
        return case

    def decline(self, case: Case, **more: Any) -> Response:
        return self.step(case, "decline", **{"reason": "no_consent", "occurredOn": "2021-06-16", **more})

    def met(self, number: str = ALMA, agency: Agency = KEEPER, /, **changes: Any) -> Case:
        """A referral whose intake meeting has been held."""
        case = self.referred(number, agency, **changes)
        for answer in (self.assess(case), self.book(case), self.hold(case)):
            assert answer.status_code == 200, answer.text
        return case

    def enrolled(self, number: str = ALMA) -> Case:
        case = self.met(number)
        self.service.receive(granted(case.id))
        assert self.enrol(case).status_code == 200
        return case

    def read(self, case: Case, agency: Agency = KEEPER) -> Response:
        return self.service.get(case.url, agency=agency)

    def withdraw(self, case: Case, agency: Agency = KEEPER, **more: Any) -> Response:
        body = {"reason": "participant_declined", "occurredOn": "2021-06-16", **more}
        return self.step(case, "withdrawal", agency, **body)

    def change(
        self, method: str, path: str, body: Any = None, *, agency: Agency = KEEPER, version: int = 1
    ) -> Response:
        """Put or delete, as an agency's system would, on the version last seen."""
        answer: Response = self.service.client.request(
            method,
            path,
            json=body,
            headers={
                "Authorization": f"Bearer {self.service.token(agency)}",
                "Idempotency-Key": str(uuid4()),
                "If-Match": f'"{version}"',
            },
        )
        return answer

    def tick(self, as_of: date) -> int:
        tick = self.service.service.tick
        assert tick
        return tick(self.service.database, self.service.process.application, as_of)

    def published(self) -> list[str]:
        return [type(event).__name__ for event in self.service.published()]


def dump(intake: Intake) -> str:
    """The whole SQLite store as text."""
    path = Path(intake.service.settings.store_url("referral").removeprefix("sqlite:///"))
    with closing(sqlite3.connect(path)) as connection:
        return "\n".join(_readable(line) for line in connection.iterdump())


def _readable(line: str) -> str:
    """The line with what is stored as bytes in plain sight."""
    parts = line.split("X'")
    return parts[0] + "".join(
        bytes.fromhex(part.split("'")[0]).decode(errors="replace") for part in parts[1:]
    )
