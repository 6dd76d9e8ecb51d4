"""Publishes and receives the driven events, a few times, without running services."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from statistics import median

from aiokafka import ConsumerRecord

import consent.service
import planning.service
import referral.service
import reporting.service
from bench.ground import Bench
from bench.projecting import decode_all, pattern_of, read_all, rebuild_all, receive_all
from bench.publishing import produce_all, relay_all
from bench.table import Line, rates
from chassis.service.service import Service
from chassis.store.database import open_database
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import Agency
from samplan.contracts.registry import topic_of
from simulator.driving.parts import AF_REFERRAL, CONSENT, PLANNING, REFERRAL

SOURCES = (
    (referral.service.SERVICE, REFERRAL),
    (referral.service.SERVICE, AF_REFERRAL),
    (consent.service.SERVICE, CONSENT),
    (planning.service.SERVICE, PLANNING),  # the largest: its relay is the one measured
)
# Agencies that run no service in the demo, so that each round has its own topics. A topic has one writer:
# the second referral service publishes as the second agency.
ROUNDS = (
    (Agency.KLIPPAN, Agency.MALMO_AMA),
    (Agency.PERSTORP, Agency.MALMO_VUX),
    (Agency.LANSSTYRELSEN, Agency.REGION_SKANE),
)
Pair = tuple[Agency, Agency]
Sources = Sequence[tuple[Service, Database, int]]
"""Each with its index in the pair of agencies."""
Say = Callable[[str], None]


@dataclass(frozen=True)
class Rates:
    """Events per second, one number for each round."""

    relayed: list[float] = field(default_factory=list)
    produced: list[float] = field(default_factory=list)
    received: list[float] = field(default_factory=list)
    decoded: list[float] = field(default_factory=list)
    rebuilt: list[float] = field(default_factory=list)

    def latest(self) -> str:
        """The last round's rates in one line."""
        return ", ".join(f"{name} {rates[-1]:,.0f} events/s" for name, rates in vars(self).items())


def measure(bench: Bench, rounds: Sequence[Pair], say: Say) -> Iterator[Line]:
    """Medians over the rounds. Each bare counterpart is measured right after ours."""
    found = Rates()
    with bench.up() as bootstrap, ExitStack() as stores:
        sources = [
            (service, _opened(stores, bench.url_of(part)), int(part is AF_REFERRAL))
            for service, part in SOURCES
        ]
        for number, agencies in enumerate(rounds, start=1):
            say(f"Round {number} of {len(rounds)}: publishing, and reading back")
            _publish(sources, agencies, bootstrap, found)
            with bench.empty_store(f"view_{number}", reporting.service.SERVICE) as view:
                _read_back(view, pattern_of(agencies), bootstrap, found)
            say(found.latest())
    yield rates("relay", found.relayed, "a bare pipelined aiokafka producer", found.produced)
    yield rates("reporting: inbox and projection", found.received, "bare `getmany` and decode", found.decoded)
    yield Line("rebuild of the view", f"{median(found.rebuilt):,.0f} events/s")


def _publish(sources: Sources, agencies: Pair, bootstrap: str, found: Rates) -> None:
    """Publish every store; the rate of the last one, and of a bare producer with the same records."""
    seconds = 0.0
    for service, database, place in sources:
        seconds = asyncio.run(relay_all(service, database, agencies[place], bootstrap))
    records: list[ConsumerRecord] = []
    service, _, place = sources[-1]
    asyncio.run(read_all(f"^{topic_of(agencies[place], service.name)}$", bootstrap, records.extend))
    found.relayed.append(len(records) / seconds)
    bare = asyncio.run(produce_all(records, f"bare-{agencies[place]}", bootstrap))
    found.produced.append(len(records) / bare)


def _read_back(view: Database, pattern: str, bootstrap: str, found: Rates) -> None:
    records, seconds = asyncio.run(decode_all(pattern, bootstrap))
    found.decoded.append(records / seconds)
    found.received.append(records / asyncio.run(receive_all(view, pattern, bootstrap, records)))
    found.rebuilt.append(rebuild_all(view))


def _opened(stores: ExitStack, url: str) -> Database:
    database = open_database(url)
    stores.callback(database.close)
    return database
