"""One person's way through the agencies: what their systems ask of the services, one after the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from contracts.codes import Agency, ExitClass
from simulator.agency_client import AgencyClient, Command, Record
from simulator.forms import INTAKE_OFFICE, consent_form, meeting_form, referral_form
from simulator.plan_steps import PlanStep, plan_steps
from simulator.story import Decline, Intake, Participation, Person

NAMESPACE_KEY = UUID("0d9f4c3a-6a0e-4c55-9a6e-2f8b7d1c5e42")


@dataclass(frozen=True, kw_only=True)
class Services:
    """Where the services answer: base URLs without a trailing slash."""

    referral: str = "http://127.0.0.1:8001"
    consent: str = "http://127.0.0.1:8002"
    planning: str = "http://127.0.0.1:8003"
    reporting: str = "http://127.0.0.1:8004"


class Errands:
    """Raises Refused when a service says no for good, and OutOfPatience when something does not arrive."""

    def __init__(self, person: Person, population: str, client: AgencyClient, services: Services) -> None:
        self._person = person
        self._population = population
        self._client = client
        self._services = services

    async def run(self) -> None:
        """Drive the person's whole way. Another run repeats it without effect."""
        way = self._person.way
        referral = await self._refer()
        if way.intake:
            await self._meet(referral, way.intake)
        if way.decline:
            await self._decline(referral, way.decline, was_asked=way.intake is not None)
        if way.participation:
            await self._participate(referral, way.participation)

    async def _refer(self) -> Record:
        referral = self._person.way.referral
        url = f"{self._services.referral}/v1/referrals"
        made = await self._make("referral", referral.agency, url, referral_form(self._person))
        await self._intake_office(made, "eligibility-assessment", referral.assessed_on)
        return made

    async def _meet(self, referral: Record, intake: Intake) -> None:
        booking = meeting_form(self._person, intake)
        await self._intake_office(referral, "intake-meeting", intake.booked_on, booking)
        await self._intake_office(referral, "intake-meeting/held", intake.meeting_on)

    async def _decline(self, referral: Record, decline: Decline, *, was_asked: bool) -> None:
        if was_asked and decline.reason == "no_consent":
            url = f"{self._services.consent}/v1/consent-refusals"
            refusal = {"referralId": referral.body["referralId"], "occurredOn": f"{decline.on}"}
            await self._make("consent-refusal", INTAKE_OFFICE, url, refusal)
        await self._intake_office(referral, "decline", decline.on, {"reason": decline.reason})

    async def _participate(self, referral: Record, stay: Participation) -> None:
        referral_id = referral.body["referralId"]
        form = consent_form(self._person, stay, referral_id)
        consent = await self._make("consent", INTAKE_OFFICE, f"{self._services.consent}/v1/consents", form)
        await self._intake_office(referral, "enrolment", stay.enrolled_on, {"mode": "programme"})
        await self._plan(referral_id, stay)
        if stay.ending.exit_class is ExitClass.CONSENT_WITHDRAWN and stay.left_on:
            await self._change(consent, "revocation", stay.coordinator, "/revocation", on=stay.left_on)

    async def _plan(self, referral_id: str, stay: Participation) -> None:
        plans = f"{self._services.planning}/v1/plans"
        found = await self._client.find(stay.coordinator, plans, referralId=referral_id)
        plan = await self._client.open(stay.coordinator, f"{plans}/{found['planId']}")
        for step in plan_steps(stay, self._person.way.referral.income_support):
            await self._change(plan, step.name, step.agency, _path(step, plan), on=step.on, body=step.body)

    async def _intake_office(
        self, referral: Record, path: str, on: date, body: Mapping[str, object] | None = None
    ) -> None:
        await self._change(referral, path, INTAKE_OFFICE, f"/{path}", on=on, body=body)

    async def _make(self, step: str, agency: Agency, url: str, body: Mapping[str, object]) -> Record:
        return await self._client.create(Command(agency=agency, url=url, body=body, key=self._key(step)))

    async def _change(
        self,
        record: Record,
        step: str,
        agency: Agency,
        path: str,
        *,
        on: date,
        body: Mapping[str, object] | None = None,
    ) -> None:
        said = {"occurredOn": f"{on}", **(body or {})}
        command = Command(agency=agency, url=record.url + path, body=said, key=self._key(step))
        await self._client.change(command, record)

    def _key(self, step: str) -> UUID:
        return uuid5(NAMESPACE_KEY, f"{self._population}/{self._person.number}/{step}")


def _path(step: PlanStep, plan: Record) -> str:
    if step.activity is None:
        return step.path
    of_kind = [one["activityId"] for one in plan.body["activities"] if one["kind"] == step.activity]
    return step.path.format(activity=of_kind[0])
