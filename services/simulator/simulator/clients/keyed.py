"""One person's requests, each with its own idempotency key: another run repeats them without effect."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from samplan.contracts.codes import Agency
from simulator.clients.agency_client import AgencyClient, Command, Record

NAMESPACE_KEY = UUID("0d9f4c3a-6a0e-4c55-9a6e-2f8b7d1c5e42")


@dataclass(frozen=True)
class Keyed:
    """`person` is unique among all populations. A step's name is unique among the person's steps."""

    client: AgencyClient
    person: str

    async def make(
        self,
        step: str,
        agency: Agency,
        url: str,
        body: Mapping[str, object],
        rows: Sequence[Mapping[str, object]] = (),
    ) -> Record:
        command = Command(agency=agency, url=url, body=body, key=self._key(step), rows=rows)
        return await self.client.create(command)

    async def change(
        self,
        record: Record,
        step: str,
        agency: Agency,
        path: str,
        *,
        on: date,
        body: Mapping[str, object] | None = None,
        method: str = "POST",
    ) -> None:
        form = {"occurredOn": f"{on}", **(body or {})}
        url, key = record.url + path, self._key(step)
        command = Command(agency=agency, url=url, body=form, key=key, method=method)
        await self.client.change(command, record)

    def _key(self, step: str) -> UUID:
        return uuid5(NAMESPACE_KEY, f"{self.person}/{step}")
