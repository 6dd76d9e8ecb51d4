"""The whole journey of a few people, against services that accept everything."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from uuid import UUID

import httpx
import pytest
from services.simulator.tests.agreeable import Agreeable, Interrupted

from chassis.settings.clock_file import date_in
from samplan.contracts.codes import ExitClass
from simulator.clients.agency_client import Refused
from simulator.driving.clock import WINDOW, Clock
from simulator.driving.itinerary import of_people
from simulator.driving.ledger import Ledger
from simulator.driving.parts import AF_REFERRAL, REFERRAL, SERVICES
from simulator.driving.replay import Pace, drive
from simulator.malmokraften.population import population
from simulator.stories.days import FIRST_DAY, LAST_DAY, LONGEST_CONSENT
from simulator.stories.story import Person

pytestmark = pytest.mark.slow

Transport = Callable[[httpx.Request], httpx.Response]

EVERYONE = population(240)
PEOPLE = EVERYONE[:30]


async def run(
    services: Transport, ledger: Path, people: list[Person] = PEOPLE, clock: Clock | None = None
) -> list[tuple[int, int]]:
    progress: list[tuple[int, int]] = []
    await drive(
        of_people(people, "test-30"),
        services=SERVICES,
        token_of=str,
        ledger=Ledger(ledger),
        clock=clock,
        progress=lambda done, of: progress.append((done, of)),
        pace=Pace(at_once=4, timeout=5, deadline=30),
        transport=lambda: httpx.MockTransport(services),
    )
    return progress


class TestDrive:
    async def test_drives_everyone_to_the_end_and_reports_progress(self, tmp_path: Path) -> None:
        services = Agreeable()

        progress = await run(services, tmp_path / "ledger")

        assert progress == [(done, 30) for done in range(1, 31)]
        twice = sum(person.journey.again is not None for person in PEOPLE)
        assert services.paths.count("/v1/referrals") == 30 + twice
        exits = sum(path.endswith("/exit") for path in services.paths)
        assert exits == sum(_leaves_by_exit(person) for person in PEOPLE)

    async def test_sends_one_persons_commands_in_the_order_of_their_dates(self, tmp_path: Path) -> None:
        services = Agreeable()

        await run(services, tmp_path / "ledger", PEOPLE[:1])

        assert services.dates == sorted(services.dates)

    async def test_presents_a_voucher_of_the_referral_wherever_consent_is_asked(self, tmp_path: Path) -> None:
        services = Agreeable()

        await run(services, tmp_path / "ledger")

        sent = [json.loads(one.content) for one in services.commands.values() if "/consent" in one.url.path]
        vouched = [form for form in sent if "referralId" in form]
        assert vouched
        assert all(form["voucher"] == f"for {form['referralId']}" for form in vouched)

    async def test_refers_at_both_services_when_both_meet_the_participant(self, tmp_path: Path) -> None:
        services = Agreeable()
        twice = next(person for person in EVERYONE if person.journey.again)

        await run(services, tmp_path / "ledger", [twice])

        referred = {url for url in services.urls if url.endswith("/v1/referrals")}
        assert referred == {f"{part.url}/v1/referrals" for part in (REFERRAL, AF_REFERRAL)}
        covered = [path for path in services.paths if path.startswith("/v1/consents/")]
        office, *_ = (url for url in services.urls if url.endswith("/v1/referrals"))
        accepted = ["acknowledgement"] if office.startswith(REFERRAL.url) else []
        assert [path.rpartition("/")[2] for path in covered] == [*accepted, "referrals"]
        assert services.dates == sorted(services.dates)

    async def test_sends_nothing_for_people_in_the_ledger(self, tmp_path: Path) -> None:
        await run(Agreeable(), tmp_path / "ledger")
        again = Agreeable()

        await run(again, tmp_path / "ledger")

        assert again.paths == []

    async def test_repeats_the_same_requests_when_the_ledger_is_lost(self, tmp_path: Path) -> None:
        services = Agreeable()
        await run(services, tmp_path / "ledger")
        once = dict(services.commands)

        await run(services, tmp_path / "another-ledger")

        assert services.commands == once

    async def test_raises_the_refusal_itself(self, tmp_path: Path) -> None:
        def no(request: httpx.Request) -> httpx.Response:
            is_status = request.url.path == "/v1/status"
            return httpx.Response(200, json={"lastFact": 0}) if is_status else httpx.Response(422)

        with pytest.raises(Refused, match="POST /v1/referrals was answered 422"):
            await drive(
                of_people(PEOPLE, "test-30"),
                services=SERVICES,
                token_of=str,
                ledger=Ledger(tmp_path / "ledger"),
                transport=lambda: httpx.MockTransport(no),
            )


class Dated:
    """Notes the clock beside each command's date."""

    def __init__(self, services: Agreeable, clock: Clock) -> None:
        self._services = services
        self._clock = clock
        self.seen: list[tuple[date, date]] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if "Idempotency-Key" in request.headers:
            on = date.fromisoformat(json.loads(request.content)["occurredOn"])
            self.seen.append((self._clock.today, on))
        return self._services(request)


class TestTheClock:
    async def test_is_never_behind_a_step_nor_two_windows_ahead_of_one(self, tmp_path: Path) -> None:
        clock = Clock(tmp_path / "clock")
        dated = Dated(Agreeable(), clock)

        await run(dated, tmp_path / "ledger", EVERYONE[::7], clock)

        assert [on for today, on in dated.seen if on > today] == []
        assert max(today - on for today, on in dated.seen) < 2 * WINDOW
        clocks = [today for today, _ in dated.seen]
        assert clocks == sorted(clocks)

    async def test_goes_on_where_it_was_after_an_interruption(self, tmp_path: Path) -> None:
        services, people = Agreeable(), EVERYONE[:20]
        services.interrupts_after(120)
        with pytest.raises(Interrupted):
            await run(services, tmp_path / "ledger", people, Clock(tmp_path / "clock"))
        stopped_on = date_in(tmp_path / "clock")
        clock = Clock(tmp_path / "clock")
        dated = Dated(services, clock)

        await run(dated, tmp_path / "ledger", people, clock)

        undisturbed = Agreeable()
        await run(undisturbed, tmp_path / "undisturbed", people)
        assert services.commands.keys() == undisturbed.commands.keys()
        assert FIRST_DAY < stopped_on < LAST_DAY
        assert min(today for today, _ in dated.seen) == stopped_on

    async def test_ends_the_repetition_where_a_consent_is_over(self, tmp_path: Path) -> None:
        """Without the ledger, when the clock is at its end: a plan is no longer shown to the agencies."""
        services, people = Agreeable(), [person for person in PEOPLE if _is_over(person)]
        await run(services, tmp_path / "ledger", people)
        once = dict(services.commands)
        clock = Clock()
        clock.move_to(LAST_DAY)
        dated = Dated(services, clock)

        await run(dated, tmp_path / "another-ledger", people, clock)

        assert services.commands == once
        enrolled = {
            person.journey.participation.enrolled_on for person in people if person.journey.participation
        }
        assert max(on for _, on in dated.seen) <= max(enrolled)


class TestDriveAfterAnInterruption:
    """Interrupted after a service has carried out a command, before the caller has the answer."""

    @pytest.mark.parametrize("moment", sorted(Random(20).sample(range(1, 101), 20)))  # noqa: S311  # in hundredths of the run
    async def test_ends_as_if_there_had_been_none(self, tmp_path: Path, moment: int) -> None:
        people = [*_withdrawing(EVERYONE), *PEOPLE[:4]]
        undisturbed, services = Agreeable(), Agreeable()
        await run(undisturbed, tmp_path / "undisturbed", people)

        services.interrupts_after(len(undisturbed.commands) * moment // 100)
        with pytest.raises(Interrupted):
            await run(services, tmp_path / "ledger", people)
        progress = await run(services, tmp_path / "ledger", people)

        assert progress[-1:] == [(len(people), len(people))]
        assert services.commands.keys() == undisturbed.commands.keys()

    async def test_needs_no_ledger_once_a_consent_has_ended(self, tmp_path: Path) -> None:
        services, people = Agreeable(), _withdrawing(EVERYONE)
        await run(services, tmp_path / "ledger", people)
        once = dict(services.commands)

        await run(services, tmp_path / "another-ledger", people)

        assert services.commands == once


class TestKeys:
    async def test_are_each_persons_and_steps_own(self, tmp_path: Path) -> None:
        services = Agreeable()
        await run(services, tmp_path / "ledger")

        assert all(UUID(key).version == 5 for key in services.commands)
        assert len(services.commands) == len(services.paths)


def _withdrawing(people: list[Person]) -> list[Person]:
    stays = [(person, person.journey.participation) for person in people]
    return [
        person for person, stay in stays if stay and stay.ending.exit_class is ExitClass.CONSENT_WITHDRAWN
    ]


def _is_over(person: Person) -> bool:
    """Whether the consent has ended by the last day of the stories."""
    stay = person.journey.participation
    return stay is not None and max((stay.consented_on, *stay.renewed_on)) + LONGEST_CONSENT < LAST_DAY


def _leaves_by_exit(person: Person) -> bool:
    stay = person.journey.participation
    to = stay.ending.exit_class if stay else None
    return to is not None and to is not ExitClass.CONSENT_WITHDRAWN
