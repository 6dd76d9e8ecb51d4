"""One person, referred and enrolled by two agencies, each at its own referral service."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from tests.journeys.journey import CIRCLE, CONSENT, KEEPER, MEETING
from tests.journeys.side_by_side import CITY, STATE, SideBySide

from referral.form.example import EXAMPLE
from samplan.contracts.consent import ConsentRevoked
from samplan.contracts.event import ContractEvent
from samplan.contracts.referral import Enrolled
from samplan.testing.waiting import wait_until

PARTICIPANT = "19850615-9824"


@dataclass
class Office:
    """One agency's intake office and its service, with its own referral of the participant."""

    agency: str
    services: SideBySide
    month: int

    def __post_init__(self) -> None:
        self.service = self.services.referral[self.agency]
        form = {**EXAMPLE, "occurredOn": self.on(1)}
        form["participant"] = {**EXAMPLE["participant"], "personnummer": PARTICIPANT}
        answer = self.service.post("/v1/referrals", form, agency=self.agency)
        assert answer.status_code == 201, answer.text
        self.referral_id = str(answer.json()["referralId"])
        self._version = answer.headers["ETag"]

    def on(self, day: int) -> str:
        return f"2021-{self.month:02}-{day:02}"

    def meet(self) -> None:
        self._step("eligibility-assessment", 2)
        self._step("intake-meeting", 8, **{**MEETING, "meetingOn": self.on(15)})
        self._step("intake-meeting/held", 15)

    def voucher(self) -> str:
        """Of the office's service, that the referral is about the participant."""
        answer = self.service.post(f"/v1/referrals/{self.referral_id}/voucher", {}, agency=self.agency)
        return str(answer.json()["voucher"])

    def grant(self, **changes: Any) -> str:
        """Record a consent signed at this office; its id."""
        form = {
            **CONSENT,
            "agencies": CIRCLE,
            "personnummer": PARTICIPANT,
            "referralId": self.referral_id,
            "voucher": self.voucher(),
            "occurredOn": self.on(15),
            **changes,
        }
        answer = self.services.consent.post("/v1/consents", form, agency=self.agency)
        assert answer.status_code == 201, answer.text
        consent_id = str(answer.json()["consentId"])
        if self.agency != KEEPER:
            self._acknowledge(consent_id)
        return consent_id

    def _acknowledge(self, consent_id: str) -> None:
        """The keeper of the plans lets the office that recorded the consent take part in them (C-15)."""
        url = f"/v1/consents/{consent_id}/acknowledgement"
        answer = self.services.consent.post(url, {"occurredOn": self.on(15)}, agency=KEEPER)
        assert answer.status_code == 200, answer.text

    def cover(self, consent_id: str) -> None:
        """C-14: the participant shows the receipt of the consent given earlier."""
        form = {
            "personnummer": PARTICIPANT,
            "referralId": self.referral_id,
            "voucher": self.voucher(),
            "occurredOn": self.on(15),
        }
        answer = self.services.consent.post(f"/v1/consents/{consent_id}/referrals", form, agency=self.agency)
        assert answer.status_code == 201, answer.text

    def enrol(self) -> None:
        self._step("enrolment", 16, mode="programme")

    def enter_in_error(self, day: int) -> None:
        self._step("error-entry", day)

    def shown(self, path: str) -> Any:
        """What the office's own service shows."""
        return self.service.get(path, agency=self.agency)

    def _step(self, path: str, day: int, **fields: Any) -> None:
        url = f"/v1/referrals/{self.referral_id}/{path}"
        body = {"occurredOn": self.on(day), **fields}
        answer = _once_caught_up(
            lambda: self.service.post(url, body, agency=self.agency, if_match=self._version)
        )
        assert answer.status_code == 200, answer.text
        self._version = answer.headers["ETag"]


@dataclass
class Twice:
    """A participant enrolled by both, by the second while the consent given at the first is in force."""

    services: SideBySide
    first: Office
    second: Office
    consent_id: str

    @property
    def offices(self) -> tuple[Office, Office]:
        return self.first, self.second

    @property
    def participant_id(self) -> str:
        (only,) = {enrolment.participant_id for enrolment in map(enrolment_by, self.offices)}
        return str(only)


def refer_twice(side_by_side: SideBySide, first: str, second: str, *, carried: str) -> Twice:
    """`carried`: the agency whose topic is read first when both have new events."""
    one = Office(first, side_by_side, month=6)
    one.meet()
    consent_id = one.grant()
    side_by_side.carry(first=carried)
    one.enrol()
    side_by_side.carry(first=carried)
    other = Office(second, side_by_side, month=8)
    other.meet()
    other.cover(consent_id)
    side_by_side.carry(first=carried)
    other.enrol()
    side_by_side.carry(first=carried)
    return Twice(side_by_side, one, other, consent_id)


def consent_at_once(side_by_side: SideBySide, *, carried: str) -> Twice:
    pair = city, state = Office(CITY, side_by_side, month=6), Office(STATE, side_by_side, month=6)
    for office in pair:
        office.meet()
    with ThreadPoolExecutor(2) as pool:
        consent_id, _ = pool.map(Office.grant, pair)
    side_by_side.carry(first=carried)
    for office in pair:
        office.enrol()
    side_by_side.carry(first=carried)
    return Twice(side_by_side, city, state, consent_id)


def revoke(services: SideBySide, consent_id: str) -> None:
    url = f"/v1/consents/{consent_id}"
    version = services.consent.get(url, agency="af").headers["ETag"]
    body = {"occurredOn": "2021-08-30"}
    answer = services.consent.post(f"{url}/revocation", body, agency="af", if_match=version)
    assert answer.status_code == 200, answer.text
    services.carry()
    assert len(of_kind(services.consent.published(), ConsentRevoked)) == 1


def of_kind(events: list[ContractEvent], *kinds: type[ContractEvent]) -> list[Any]:
    return [event for event in events if isinstance(event, kinds)]


def enrolment_by(office: Office) -> Any:
    (enrolment,) = of_kind(office.service.published(), Enrolled)
    return enrolment


def _once_caught_up(send: Callable[[], Any]) -> Any:
    """As a caller does that is told to try again later: a service in its own process may still be reading."""
    answers = [send()]

    def is_answered() -> bool:
        if answers[-1].status_code == 503:
            answers.append(send())
        return bool(answers[-1].status_code != 503)

    wait_until(is_answered, lambda: answers[-1].text)
    return answers[-1]
