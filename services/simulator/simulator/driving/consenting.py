"""The consent that a participation rests on: given, accepted, and what becomes of it before it ends."""

from collections.abc import Awaitable, Callable
from datetime import date
from functools import partial

from simulator.clients.agency_client import Record
from simulator.clients.keyed import Keyed
from simulator.driving.forms import consent_form
from simulator.driving.referring import Referring
from simulator.stories.days import LONGEST_CONSENT
from simulator.stories.offices import STATE
from simulator.stories.story import Participation, Person

Errand = tuple[date, Callable[[], Awaitable[object]]]


class Consenting:
    """`url`: the consent service's. Raises Refused and TimedOut."""

    def __init__(
        self, keyed: Keyed, person: Person, stay: Participation, referring: Referring, url: str
    ) -> None:
        self._keyed = keyed
        self._person = person
        self._stay = stay
        self._referring = referring
        self._url = url
        self.record = Record("", "", {})

    async def give(self) -> None:
        self.record = await self._give("consent", self._stay.consented_on)

    async def _give(self, name: str, on: date) -> Record:
        office = self._referring.office
        form = await self._referring.vouched(consent_form(self._person, self._stay, self._referring.id, on))
        consent = await self._keyed.make(name, office, f"{self._url}/v1/consents", form)
        if office != STATE:
            # The recording agency takes part in the plan once its keeper has accepted the grant (C-15).
            await self._keyed.change(consent, f"{name}/accepted", STATE, "/acknowledgement", on=on)
        return consent

    def later(self) -> list[Errand]:
        """Renewed, withdrawn, given again."""
        revoked_on, again_on = self._stay.revoked_on, self._stay.consented_again_on
        found: list[Errand] = [(on, partial(self._renew, on)) for on in self._stay.renewed_on]
        if revoked_on:
            found.append((revoked_on, partial(self.withdraw, revoked_on)))
        if again_on:
            found.append((again_on, partial(self._give, "consent-again", again_on)))
        return found

    async def _renew(self, on: date) -> None:
        body = {"validUntil": f"{on + LONGEST_CONSENT}"}
        who = (f"renewal-{on}", self._referring.office, "/renewal")
        await self._keyed.change(self.record, *who, on=on, body=body)

    async def withdraw(self, on: date) -> None:
        await self._keyed.change(self.record, "revocation", self._stay.coordinator, "/revocation", on=on)

    async def has_ended(self, today: date) -> bool:
        """A consent ends after every step under it: a repeated step of another agency is refused then."""
        if self._stay.consented_again_on:
            return False
        if max([self._stay.consented_on, *self._stay.renewed_on]) + LONGEST_CONSENT < today:
            return True
        now = await self._keyed.client.open(self._referring.office, self.record.url)
        return now.body["ended"] is not None
