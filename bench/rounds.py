"""What was driven, published and taken in again, three times, without the services around it."""

import asyncio
from collections.abc import Callable
from contextlib import ExitStack
from statistics import median

from aiokafka import ConsumerRecord

import consent.service
import planning.service
import referral.service
import reporting.service
from bench.ground import Bench
from bench.projecting import decode_all, read_all, rebuild_all, take_in_all
from bench.publishing import produce_all, relay_all
from bench.table import Line, rates
from chassis.service.service import Service
from chassis.store.database import open_database
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import Agency
from samplan.contracts.registry import topic_of
from simulator.parts import AF_REFERRAL, CONSENT, PLANNING, REFERRAL

SOURCES = (
    (referral.service.SERVICE, REFERRAL),
    (referral.service.SERVICE, AF_REFERRAL),
    (consent.service.SERVICE, CONSENT),
    (planning.service.SERVICE, PLANNING),  # the largest: its relay is the one measured
)
# Agencies that run no service in the demo: each round has topics of its own.
ROUNDS = (Agency.KLIPPAN, Agency.PERSTORP, Agency.LANSSTYRELSEN)
Say = Callable[[str], None]


def measure(bench: Bench, say: Say) -> list[Line]:
    """Medians over the rounds, each with its bare counterpart measured right after it."""
    relayed: list[float] = []
    produced: list[float] = []
    taken_in: list[float] = []
    decoded: list[float] = []
    rebuilt: list[float] = []
    with bench.up() as bootstrap, ExitStack() as stores:
        sources = [(service, _opened(stores, bench.url_of(part))) for service, part in SOURCES]
        for number, agency in enumerate(ROUNDS, start=1):
            say(f"Round {number} of {len(ROUNDS)}")
            ours, bare = _publish(sources, agency, bootstrap)
            relayed.append(ours)
            produced.append(bare)
            records, seconds = asyncio.run(decode_all(agency, bootstrap))
            decoded.append(records / seconds)
            with bench.empty_store(f"view_{number}", reporting.service.SERVICE) as view:
                taken_in.append(records / asyncio.run(take_in_all(view, agency, bootstrap, records)))
                rebuilt.append(rebuild_all(view))
    return [
        rates("relay", relayed, "a bare pipelined aiokafka producer", produced),
        rates("reporting: inbox and projection", taken_in, "bare `getmany` and decode", decoded),
        Line("rebuild of the view", f"{median(rebuilt):,.0f} events/s"),
    ]


def _publish(sources: list[tuple[Service, Database]], agency: Agency, bootstrap: str) -> tuple[float, float]:
    """Publish every store; records a second of the last one, and of a bare producer with the same records."""
    seconds = 0.0
    for service, database in sources:
        seconds = asyncio.run(relay_all(service, database, agency, bootstrap))
    records: list[ConsumerRecord] = []
    last = f"^{topic_of(agency, sources[-1][0].name)}$"
    asyncio.run(read_all(last, bootstrap, records.extend))
    bare = asyncio.run(produce_all(records, f"bare-{agency}", bootstrap))
    return len(records) / seconds, len(records) / bare


def _opened(stores: ExitStack, url: str) -> Database:
    database = open_database(url)
    stores.callback(database.close)
    return database
