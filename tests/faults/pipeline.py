"""From planning's store to reporting's facts: the part of the system in which events could be lost."""

import json
import sys
from collections.abc import Sequence
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from tests.journeys.stores import numbered

from chassis.decisions.journal import from_stored
from chassis.process.run import Role
from chassis.service.service import Service
from chassis.settings.environment import Settings, load_settings
from chassis.store.database import open_database
from planning.activities.start_activity import StartActivity
from planning.agreement.agree_for_participant import AgreeForParticipant
from planning.agreement.agree_plan import AgreePlan
from planning.circle.note_circle import NoteCircle
from planning.coordination.appoint_coordinator import AppointCoordinator
from planning.course.choose_track import ChooseTrack
from planning.opening.open_plan import OpenPlan
from planning.service import SERVICE as PLANNING
from reporting.projection.digest import projection_digest
from reporting.projection.rebuild import rebuild
from reporting.service import SERVICE as REPORTING
from samplan.bus.reading.intake import Consumer
from samplan.bus.store.migrations import migrate, store_epoch
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import ActivityKind, Agency, ConsentKind, ConsentPurpose, Mode, Track
from samplan.contracts.consent import ConsentGranted
from samplan.contracts.planning.plans import plan_id_of
from samplan.testing.forking.forked import ForkedProcess
from samplan.testing.servers.processes import ChildProcess
from samplan.testing.waiting import wait_until

TOPIC = "af.planning.v1"
CONSENTS = "/finsam/consent/0a1b2c3d"
PARTITIONS = 4
BATCH = 2
NAMESPACE = UUID("5b1f3f0c-7f0e-4b5e-9d6a-6d2f6a3c9a10")
CIRCLE = (Agency.AF, Agency.MALMO_IFO)
ON, UNTIL = date(2022, 2, 1), date(2999, 12, 31)
"""The consents are in force on any day: a service in a process of its own has the real business date."""
EVERYTHING = 1_000_000

Place = tuple[str, int, int]
"""A plan, the event's number among its published events, and its sequence in the store."""


class Running:
    """One service's store in a separate folder, and the roles that a test has started."""

    def __init__(self, service: Service, folder: Path, bootstrap: str, **settings: object) -> None:
        self._service = service
        self._folder = folder
        self._given = {"data_dir": f"{folder}", "kafka_bootstrap_servers": bootstrap, "tick": "off"}
        self._given |= {"topic_partitions": f"{PARTITIONS}", **{k: f"{v}" for k, v in settings.items()}}
        self._processes: list[ChildProcess] = []
        self.settings: Settings = load_settings(service.settings, **self._given)
        self.database: Database = open_database(self.settings.store_url(service.name))
        migrate(self.database, service.all_migrations, event_store=service.translate is not None)

    def start(self, role: Role) -> ChildProcess:
        module, log = f"{self._service.name}.service", self._folder / f"{role}.log"
        command = [
            sys.executable,
            "-m",
            "samplan.testing.role",
            module,
            role,
            f"{BATCH}",
            json.dumps(self._given),
        ]
        process = ForkedProcess(f"{self._service.name} {role}", command, log, imports=[module])
        process.start()
        self._processes.append(process)
        return process

    def close(self) -> None:
        for process in self._processes:
            process.kill()
        self.database.close()


class Planning(Running):
    """The writer."""

    def __init__(self, folder: Path, bootstrap: str) -> None:
        super().__init__(PLANNING, folder, bootstrap)
        self._numbers = count(1)
        self._application = PLANNING.application(self.settings, self.database)

    def relay(self) -> ChildProcess:
        return self.start(Role.RELAY)

    def write_plans(self, number: int) -> list[UUID]:
        """Open plans and change them: four published events each."""
        return [self._write_plan(next(self._numbers)) for _ in range(number)]

    def agree(self, plan: UUID) -> None:
        """Publish one more event of a plan."""
        for agreeing in (AgreePlan, AgreeForParticipant):
            self._application.execute(agreeing(plan_id=plan, by=Agency.AF, occurred_on=ON))

    def published(self) -> list[Place]:
        """The events that must become facts, each once and in this order within each plan."""
        assert PLANNING.translate is not None
        stored = [(n, PLANNING.translate(from_stored(n))) for n in self.database.notifications(0, EVERYTHING)]
        return numbered(self.database, [(event.subject_id, n) for n, event in stored if event])

    def is_all_published(self) -> bool:
        """Whether the relay's stored position is the end of the store."""
        rows = self.database.query("SELECT max(position) AS position FROM relay_positions")
        return bool(rows[0]["position"] == self.database.last_notification_id())

    @property
    def source(self) -> str:
        return f"/{Agency.AF}/planning/{store_epoch(self.database)}"

    def _write_plan(self, number: int) -> UUID:
        referral, participant, consent, activity = (
            uuid5(NAMESPACE, f"{what} {number}")
            for what in ("referral", "participant", "consent", "activity")
        )
        plan = plan_id_of(referral)
        enrolment: Any = {"referral_id": referral, "participant_id": participant, "consent_id": consent}
        for command in (
            NoteCircle(event=_granted(enrolment), source=CONSENTS, sequence=1),
            OpenPlan(
                plan_id=plan, **enrolment, programme="malmokraften", mode=Mode.PROGRAMME, occurred_on=ON
            ),
            AppointCoordinator(plan_id=plan, by=Agency.AF, occurred_on=ON, agency=Agency.AF),
            ChooseTrack(plan_id=plan, by=Agency.AF, occurred_on=ON, track=Track.WORK),
            StartActivity(
                plan_id=plan, by=Agency.AF, occurred_on=ON, activity_id=activity, kind=ActivityKind.GUIDANCE
            ),
        ):
            self._application.execute(command)
        return plan


def _granted(enrolment: Any) -> ConsentGranted:
    return ConsentGranted(
        **enrolment,
        agencies=CIRCLE,
        purpose=ConsentPurpose.COORDINATION,
        kind=ConsentKind.SECRECY_WAIVER,
        valid_until=UNTIL,
        occurred_on=ON,
    )


class Reporting(Running):
    """The reader."""

    def __init__(self, folder: Path, bootstrap: str, **settings: object) -> None:
        super().__init__(REPORTING, folder, bootstrap, **settings)

    @property
    def consumer(self) -> Consumer:
        assert REPORTING.consumer is not None
        return REPORTING.consumer(self.settings, self.database)

    def inbox(self) -> ChildProcess:
        return self.start(Role.INBOX)

    def facts(self, source: str) -> list[Place]:
        """The facts in order of arrival, plan by plan."""
        rows = self.database.query(
            "SELECT subject, aggregate_version, sequence FROM facts WHERE source = :source"
            " ORDER BY subject, position",
            {"source": source},
        )
        return [(row["subject"], row["aggregate_version"], row["sequence"]) for row in rows]

    def has_all(self, wanted: Sequence[Place], source: str) -> bool:
        return len(self.facts(source)) >= len(wanted)

    def wait_for(self, wanted: Sequence[Place], source: str, seconds: float = 60) -> None:
        """Wait until all wanted facts have arrived."""
        wait_until(
            lambda: self.has_all(wanted, source),
            lambda: f"{len(self.facts(source))} facts of {len(wanted)}",
            seconds,
        )

    def digest(self) -> str:
        """Equal for equal views."""
        with self.database.transaction() as tx:
            return projection_digest(tx)

    def digest_of_a_rebuild(self) -> str:
        rebuild(self.database)
        return self.digest()


def assert_nothing_lost_or_doubled(planning: Planning, reporting: Reporting) -> None:
    """Wait for the published events; each arrived once, in order, and the view equals its rebuild."""
    reporting.wait_for(planning.published(), planning.source)
    assert reporting.facts(planning.source) == planning.published()
    assert reporting.digest() == reporting.digest_of_a_rebuild()
