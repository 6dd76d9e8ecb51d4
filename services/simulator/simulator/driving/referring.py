"""One referral, from the form to enrolment or decline, at the office that receives it."""

from collections.abc import Mapping
from datetime import date

from samplan.contracts.codes import Mode
from simulator.clients.agency_client import Record
from simulator.clients.keyed import Keyed
from simulator.driving.forms import meeting_form, referral_form
from simulator.stories.story import Decline, Intake, Person, Referral


class Referring:
    """`url`: the office's referral service; `name`: tells a person's second referral from the first."""

    def __init__(self, keyed: Keyed, person: Person, referral: Referral, url: str, name: str = "") -> None:
        self.office = person.programme.office_of(referral.agency)
        self._keyed = keyed
        self._person = person
        self._referral = referral
        self._url = url
        self._name = name
        self._record = Record("", "", {})

    @property
    def id(self) -> str:
        """Only after it is submitted."""
        return str(self._record.body["referralId"])

    async def vouched(self, form: Mapping[str, object]) -> Mapping[str, object]:
        """The form with a fresh voucher of the office's service, for the consent service (C-15)."""
        answer = await self._keyed.client.ask(self.office, f"{self._record.url}/voucher")
        return {**form, "voucher": answer["voucher"]}

    async def submit(self) -> Record:
        form = referral_form(self._person, self._referral)
        self._record = await self._keyed.make(
            f"{self._name}referral", self._referral.agency, f"{self._url}/v1/referrals", form
        )
        return self._record

    async def assess(self) -> None:
        await self._step("eligibility-assessment", self._referral.assessed_on)

    async def book(self, intake: Intake) -> None:
        await self._step("intake-meeting", intake.booked_on, meeting_form(self._person, intake))

    async def hold(self, intake: Intake) -> None:
        await self._step("intake-meeting/held", intake.meeting_on)

    async def enrol(self, on: date, mode: Mode = Mode.PROGRAMME) -> None:
        await self._step("enrolment", on, {"mode": mode})

    async def decline(self, decline: Decline) -> None:
        await self._step("decline", decline.on, {"reason": decline.reason})

    async def _step(self, path: str, on: date, body: Mapping[str, object] | None = None) -> None:
        name = f"{self._name}{path}"
        await self._keyed.change(self._record, name, self.office, f"/{path}", on=on, body=body)
