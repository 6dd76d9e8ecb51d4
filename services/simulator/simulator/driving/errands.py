"""One person's journey through the agencies: the requests that the agencies' systems send, in order."""

from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from samplan.contracts.codes import Agency, ExitClass
from simulator.clients.agency_client import AgencyClient, Record
from simulator.clients.keyed import Keyed
from simulator.driving.clock import Clock
from simulator.driving.consenting import Consenting, Errand
from simulator.driving.forms import cover_form
from simulator.driving.plan_steps import plan_steps
from simulator.driving.referring import Referring
from simulator.stories.days import LAST_DAY
from simulator.stories.plan_step import CONSENT, REFERRAL, PlanStep
from simulator.stories.story import Again, Decline, Participation, Person, Referral

AGAIN = "again/"


@dataclass(frozen=True, kw_only=True)
class Services:
    """Where the services answer: base URLs without a trailing slash."""

    referrals: Mapping[Agency, str]
    """The referral services, by the agency that runs each."""
    consent: str
    planning: str
    reporting: str


class Errands:
    """Raises Refused for a permanent refusal, and TimedOut when something does not arrive."""

    def __init__(
        self, person: Person, population: str, client: AgencyClient, services: Services, clock: Clock
    ) -> None:
        self._clock = clock
        self._person = person
        self._keyed = Keyed(client, f"{population}/{person.number}")
        self._client = client
        self._services = services
        self._plan: Record | None = None
        self._made: dict[str, Record] = {}

    @property
    def plan_id(self) -> str:
        """Empty until the first step in the plan."""
        return self._plan.url.rpartition("/")[2] if self._plan else ""

    async def steps(self) -> AsyncGenerator[date]:
        """The whole journey: yields the date of each step, and carries it out when it is asked for the next.

        Another run repeats it without effect.
        """
        journey = self._person.journey
        referring = self._referring(journey.referral)
        yield journey.referral.referred_on
        self._made[REFERRAL] = await referring.submit()
        yield journey.referral.assessed_on
        await referring.assess()
        if journey.intake:
            yield journey.intake.booked_on
            await referring.book(journey.intake)
            if journey.intake.meeting_on > LAST_DAY:
                return
            yield journey.intake.meeting_on
            await referring.hold(journey.intake)
        if journey.decline:
            yield journey.decline.on
            await self._decline(referring, journey.decline, was_asked=journey.intake is not None)
        if journey.participation:
            async for on in self._participate(referring, journey.participation, journey.again):
                yield on

    def _referring(self, referral: Referral, name: str = "") -> Referring:
        url = self._services.referrals[self._person.programme.office_of(referral.agency)]
        return Referring(self._keyed, self._person, referral, url, name)

    async def _decline(self, referring: Referring, decline: Decline, *, was_asked: bool) -> None:
        if was_asked and decline.reason == "no_consent":
            url = f"{self._services.consent}/v1/consent-refusals"
            refusal = await referring.vouched({"referralId": referring.id, "occurredOn": f"{decline.on}"})
            await self._keyed.make("consent-refusal", referring.office, url, refusal)
        await referring.decline(decline)

    async def _participate(
        self, referring: Referring, stay: Participation, again: Again | None
    ) -> AsyncGenerator[date]:
        consenting = Consenting(self._keyed, self._person, stay, referring, self._services.consent)
        yield stay.consented_on
        await consenting.give()
        yield stay.enrolled_on
        await referring.enrol(stay.enrolled_on, stay.mode)
        consent = self._made[CONSENT] = consenting.record
        if consent.was_there and await consenting.has_ended(self._clock.today):
            return
        errands = [*self._in_the_plan(referring, stay), *consenting.later()]
        if again:
            errands += self._again(again, consent)
        for on, errand in sorted(errands, key=lambda one: one[0]):
            yield on
            await errand()
        if stay.ending.exit_class is ExitClass.CONSENT_WITHDRAWN and stay.left_on:
            yield stay.left_on
            await consenting.withdraw(stay.left_on)

    def _in_the_plan(self, referring: Referring, stay: Participation) -> list[Errand]:
        steps = plan_steps(stay, self._person.journey.referral.income_support)
        return [(step.on, partial(self._carry_out, step, referring, stay)) for step in steps]

    async def _carry_out(self, step: PlanStep, referring: Referring, stay: Participation) -> None:
        if step.makes is not None:
            self._made[step.makes] = await self._make(step, await self._opened_plan(referring, stay))
        else:
            record = self._made[step.upon] if step.upon else await self._opened_plan(referring, stay)
            who = (step.name, step.agency, step.path)
            await self._keyed.change(record, *who, on=step.on, body=step.body, method=step.method)

    async def _make(self, step: PlanStep, plan: Record) -> Record:
        form: dict[str, object] = {"occurredOn": f"{step.on}", **step.body}
        if step.beside is None:
            return await self._keyed.make(step.name, step.agency, f"{plan.url}{step.path}", form)
        url = f"{self._services.planning}{step.path}"
        form[step.beside] = self.plan_id if step.beside == "planId" else [self.plan_id]
        return await self._keyed.make(step.name, step.agency, url, form)

    async def _opened_plan(self, referring: Referring, stay: Participation) -> Record:
        """Looked for as late as possible: the enrolment has to reach planning first."""
        if self._plan is None:
            found = await self._find_plan(stay.coordinator, referring)
            url = f"{self._services.planning}/v1/plans/{found['planId']}"
            self._plan = await self._client.open(stay.coordinator, url)
        return self._plan

    def _again(self, again: Again, consent: Record) -> list[Errand]:
        """The other office's referral. Its enrolment joins the plan before any later step."""
        referring = self._referring(again.referral, AGAIN)
        intake = again.intake
        return [
            (again.referral.referred_on, referring.submit),
            (again.referral.assessed_on, referring.assess),
            (intake.booked_on, partial(referring.book, intake)),
            (intake.meeting_on, partial(referring.hold, intake)),
            (intake.meeting_on, partial(self._cover, again, referring, consent)),
            (again.enrolled_on, partial(referring.enrol, again.enrolled_on)),
            (again.enrolled_on, partial(self._find_plan, referring.office, referring)),
        ]

    async def _cover(self, again: Again, referring: Referring, consent: Record) -> None:
        """The participant shows the receipt of the consent given at the other office (C-14)."""
        form = await referring.vouched(cover_form(self._person, again, referring.id))
        await self._keyed.make(f"{AGAIN}cover", referring.office, f"{consent.url}/referrals", form)

    async def _find_plan(self, agency: Agency, referring: Referring) -> Mapping[str, object]:
        plans = f"{self._services.planning}/v1/plans"
        return await self._client.find(agency, plans, referralId=referring.id)
