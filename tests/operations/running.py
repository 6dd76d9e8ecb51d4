"""One service and one broker that a test disturbs, and the service's metrics and output."""

import asyncio
import os
import sqlite3
import sys
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

from aiokafka import AIOKafkaProducer
from prometheus_client.parser import text_string_to_metric_families

from chassis.service.stores import migrate_stores
from chassis.store.database import open_database
from planning.circle.note_circle import NoteCircle
from planning.coordination.appoint_coordinator import AppointCoordinator
from planning.opening.open_plan import OpenPlan
from planning.service import SERVICE, PlanningSettings
from samplan.bus.kafka.access import Access
from samplan.contracts.codes import Agency, ConsentKind, ConsentPurpose, Mode
from samplan.contracts.consent import ConsentGranted
from samplan.contracts.envelope import encode
from samplan.contracts.planning.plans import plan_id_of
from samplan.contracts.referral import ReferralEnteredInError
from samplan.testing.forking.forked import ForkedProcess
from samplan.testing.given import envelope_of
from samplan.testing.servers.asking import ask, succeeds
from samplan.testing.servers.embedded import EmbeddedBrokerProcess
from samplan.testing.servers.ports import free_port
from samplan.testing.servers.processes import ChildProcess
from samplan.testing.servers.secured import settings_for
from samplan.testing.waiting import wait_until

ROOT = Path(__file__).parents[2]
READ_TOPIC = "malmo-ifo.referral.v1"
CONSENT_TOPIC = "finsam.consent.v1"
CONSENTS = "/finsam/consent/0a1b2c3d"
READ_SOURCE = "/malmo-ifo/referral/0a1b2c3d"
ON, UNTIL = date(2022, 2, 1), date(2999, 12, 31)
"""The consent is in force on any day: a service in a process of its own has the real business date."""
TIMEOUT_SECONDS = 60
HALF_A_MEGABYTE = 500_000
Sent = tuple[bytes | None, bytes, list[tuple[str, bytes]]]


@dataclass
class Planning:
    """The planning service of `af`, in a separate process."""

    folder: Path
    broker: EmbeddedBrokerProcess
    port: int = field(default_factory=free_port)
    metrics_port: int = field(default_factory=free_port)
    tick: str = "daily"
    access: Access | None = None
    """Access to another Kafka than the embedded one."""

    @property
    def environment(self) -> Mapping[str, str]:
        return {
            "PORT": f"{self.port}",
            "METRICS_PORT": f"{self.metrics_port}",
            "DATA_DIR": f"{self.folder / 'data'}",
            "PROGRAMMES_DIR": f"{ROOT / 'programmes'}",
            "TICK": self.tick,
            **settings_for(self.access or Access(bootstrap=self.broker.bootstrap)),
        }

    @property
    def file(self) -> Path:
        return self.folder / "data" / "af-planning.sqlite3"

    def start(self) -> ChildProcess:
        command = [sys.executable, "-m", "planning", "serve"]
        self.process = ForkedProcess("planning", command, self.folder / "planning.log")
        self.process.start(self.environment)
        self.process.wait_until(self.answers, TIMEOUT_SECONDS)
        return self.process

    def answers(self) -> bool:
        return succeeds(self.port, "/health/live")

    def metrics(self) -> dict[str, float]:
        """Each metric by name, summed over all labels except `reason`, which is appended to the name."""
        text = ask(self.metrics_port, "/metrics")[1].decode()
        found: dict[str, float] = {}
        for family in text_string_to_metric_families(text):
            for sample in family.samples:
                name = sample.name + (f":{sample.labels['reason']}" if "reason" in sample.labels else "")
                found[name] = found.get(name, 0.0) + sample.value
        return found

    def wait_for(self, name: str, value: float) -> None:
        """Wait until a metric is at least `value`, or exactly zero for zero."""
        wait_until(
            lambda: (
                self.metrics().get(name, -1) == value if value == 0 else self.metrics().get(name, 0) >= value
            ),
            lambda: f"{name} is {self.metrics().get(name)}\n{self.process.tail()}",
            TIMEOUT_SECONDS,
        )

    def write_plan(self) -> None:
        """Store one plan with two events, as a command would."""
        settings = PlanningSettings(data_dir=self.folder / "data", programmes_dir=ROOT / "programmes")
        migrate_stores(SERVICE, settings)
        with closing(open_database(settings.store_url("planning"))) as database:
            application = SERVICE.application(settings, database)
            of: Any = {"consent_id": uuid4(), "referral_id": uuid4(), "participant_id": uuid4()}
            granted = ConsentGranted(
                **of,
                agencies=(Agency.AF, Agency.MALMO_IFO),
                purpose=ConsentPurpose.COORDINATION,
                kind=ConsentKind.SECRECY_WAIVER,
                valid_until=UNTIL,
                occurred_on=ON,
            )
            application.execute(NoteCircle(event=granted, source=CONSENTS, sequence=1))
            plan_id = plan_id_of(of["referral_id"])
            opening: Any = {"programme": "malmokraften", "mode": Mode.PROGRAMME, "occurred_on": ON}
            application.execute(OpenPlan(**of, plan_id=plan_id, **opening))
            application.execute(
                AppointCoordinator(plan_id=plan_id, by=Agency.AF, agency=Agency.AF, occurred_on=ON)
            )

    def copy_to(self, older: Path) -> None:
        with closing(sqlite3.connect(self.file)) as store, closing(sqlite3.connect(older)) as copy:
            store.backup(copy)

    def restore(self, older: Path) -> None:
        with closing(sqlite3.connect(older)) as copy, closing(sqlite3.connect(self.file)) as store:
            copy.backup(store)

    def produce(self, *values: bytes, topic: str = READ_TOPIC, key: bytes | None = None) -> None:
        """Produce records that no relay has written, in a topic that the service reads."""
        asyncio.run(_produce(self.broker.bootstrap, topic, [(key, value, []) for value in values]))

    def enter_in_error(self, number: int) -> None:
        """Publish that many referrals as entered in error, as their service does."""
        events = [ReferralEnteredInError(referral_id=uuid4(), occurred_on=ON) for _ in range(number)]
        records = [
            encode(envelope_of(event, source=READ_SOURCE, sequence=n), event)
            for n, event in enumerate(events, start=1)
        ]
        asyncio.run(_produce(self.broker.bootstrap, READ_TOPIC, records))

    def overfill(self) -> None:
        """Produce more than the embedded broker retains in a partition."""
        self.produce(*(os.urandom(HALF_A_MEGABYTE) for _ in range(30)))


async def _produce(bootstrap: str, topic: str, records: Iterable[Sent]) -> None:
    producer = AIOKafkaProducer(bootstrap_servers=bootstrap, acks="all", max_request_size=2 * HALF_A_MEGABYTE)
    await producer.start()
    try:
        for key, value, headers in records:
            await producer.send_and_wait(topic, value, key=key, partition=0, headers=headers)
    finally:
        await producer.stop()
