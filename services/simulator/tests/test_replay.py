"""The whole way of a few people, against services that say yes to everything."""

import json
from collections import defaultdict
from pathlib import Path
from uuid import UUID, uuid5

import httpx
import pytest

from samplan.contracts.codes import ExitClass
from simulator.agency_client import Refused
from simulator.keyed import NAMESPACE_KEY
from simulator.ledger import Ledger
from simulator.parts import AF_REFERRAL, REFERRAL, SERVICES
from simulator.population import population
from simulator.replay import Pace, drive
from simulator.story import Person

PEOPLE = population(240)[:30]


class Yes:
    """All four services: each record's version grows with each command, and the same key changes nothing."""

    def __init__(self) -> None:
        self.commands: dict[str, httpx.Request] = {}
        self.versions: dict[str, int] = defaultdict(lambda: 1)
        self.activities: dict[str, list[dict[str, str]]] = defaultdict(list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            return self._read(request)
        key = request.headers["Idempotency-Key"]
        is_new = key not in self.commands
        self.commands.setdefault(key, request)
        return self._carry_out(request, key, is_new=is_new)

    def _read(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/v1/status":
            return httpx.Response(200, json={"lastFact": 3 * len(self.commands)})
        if referral_id := request.url.params.get("referralId"):
            return httpx.Response(200, json=[{"planId": referral_id}])
        return self._record(request.url.path)

    def _carry_out(self, request: httpx.Request, key: str, *, is_new: bool) -> httpx.Response:
        kind, *rest = request.url.path.removeprefix("/v1/").split("/")
        record = f"/v1/{kind}/{rest[0] if rest else uuid5(NAMESPACE_KEY, key)}"
        self.versions[record] += is_new
        if rest[1:] == ["activities"] and is_new:
            told = json.loads(request.content)
            self.activities[record].append({"kind": told["kind"], "activityId": f"activity-{key}"})
        return self._record(record)

    def _record(self, path: str) -> httpx.Response:
        said = {"referralId": path.rpartition("/")[2], "activities": self.activities[path]}
        return httpx.Response(200, json=said, headers={"ETag": f'"{self.versions[path]}"', "Location": path})

    @property
    def urls(self) -> list[str]:
        return [str(request.url) for request in self.commands.values()]

    @property
    def dates(self) -> list[str]:
        return [json.loads(request.content)["occurredOn"] for request in self.commands.values()]

    @property
    def told(self) -> list[str]:
        return [request.url.path for request in self.commands.values()]


async def run(services: Yes, ledger: Path, people: list[Person] = PEOPLE) -> list[tuple[int, int]]:
    told: list[tuple[int, int]] = []
    await drive(
        people,
        population="test-30",
        services=SERVICES,
        token_of=str,
        ledger=Ledger(ledger),
        progress=lambda done, of: told.append((done, of)),
        pace=Pace(at_once=4, patience=5, deadline=30),
        transport=lambda: httpx.MockTransport(services),
    )
    return told


class TestDrive:
    async def test_takes_everybody_to_the_end_and_says_how_far_it_has_come(self, tmp_path: Path) -> None:
        services = Yes()

        told = await run(services, tmp_path / "ledger")

        assert told == [(done, 30) for done in range(1, 31)]
        twice = sum(person.way.again is not None for person in PEOPLE)
        assert services.told.count("/v1/referrals") == 30 + twice
        exits = sum(path.endswith("/exit") for path in services.told)
        assert exits == sum(_leaves_by_exit(person) for person in PEOPLE)

    async def test_sends_one_persons_commands_in_the_order_of_their_dates(self, tmp_path: Path) -> None:
        services = Yes()

        await run(services, tmp_path / "ledger", PEOPLE[:1])

        assert services.dates == sorted(services.dates)

    async def test_refers_at_either_service_whom_both_meet(self, tmp_path: Path) -> None:
        services = Yes()
        twice = next(person for person in population(240) if person.way.again)

        await run(services, tmp_path / "ledger", [twice])

        referred = {url for url in services.urls if url.endswith("/v1/referrals")}
        assert referred == {f"{part.url}/v1/referrals" for part in (REFERRAL, AF_REFERRAL)}
        covered = [path for path in services.told if path.startswith("/v1/consents/")]
        assert [path.rpartition("/")[2] for path in covered] == ["referrals"]
        assert services.dates == sorted(services.dates)

    async def test_sends_nothing_for_those_whom_the_ledger_has(self, tmp_path: Path) -> None:
        await run(Yes(), tmp_path / "ledger")
        again = Yes()

        await run(again, tmp_path / "ledger")

        assert again.told == []

    async def test_repeats_the_same_requests_when_the_ledger_is_lost(self, tmp_path: Path) -> None:
        services = Yes()
        await run(services, tmp_path / "ledger")
        once = dict(services.commands)

        await run(services, tmp_path / "another-ledger")

        assert services.commands == once

    async def test_ends_with_the_refusal_itself(self, tmp_path: Path) -> None:
        def no(request: httpx.Request) -> httpx.Response:
            is_status = request.url.path == "/v1/status"
            return httpx.Response(200, json={"lastFact": 0}) if is_status else httpx.Response(422)

        with pytest.raises(Refused, match="POST /v1/referrals was answered 422"):
            await drive(
                PEOPLE,
                population="test-30",
                services=SERVICES,
                token_of=str,
                ledger=Ledger(tmp_path / "ledger"),
                transport=lambda: httpx.MockTransport(no),
            )


class TestKeys:
    async def test_are_each_persons_and_steps_own(self, tmp_path: Path) -> None:
        services = Yes()
        await run(services, tmp_path / "ledger")

        assert all(UUID(key).version == 5 for key in services.commands)
        assert len(services.commands) == len(services.told)


def _leaves_by_exit(person: Person) -> bool:
    stay = person.way.participation
    to = stay.ending.exit_class if stay else None
    return to is not None and to is not ExitClass.CONSENT_WITHDRAWN
