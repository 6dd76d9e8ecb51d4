"""From planning's store to reporting's facts: enough of the system to lose something on the way."""

from collections.abc import Mapping
from datetime import date
from itertools import count
from pathlib import Path
from uuid import UUID, uuid5

from chassis.database import Database, open_database
from chassis.journal import from_stored
from chassis.migrations import migrate, store_epoch
from chassis.run import Role
from chassis.settings import load_settings
from chassis.testing.waiting import wait_until
from chassis.testing.warm import Warm, WarmProcess
from chassis.work import Application
from contracts.codes import ActivityKind, Agency, Track
from contracts.planning import plan_id_of
from planning.commands import AppointCoordinator, ChooseTrack, NoteConsent, OpenPlan, StartActivity
from planning.service import SERVICE as PLANNING
from reporting.digest import projection_digest
from reporting.rebuild import rebuild
from reporting.service import SERVICE as REPORTING

NAMESPACE = UUID("5b1f3f0c-7f0e-4b5e-9d6a-6d2f6a3c9a10")
CIRCLE = (Agency.AF, Agency.MALMO_IFO)
ON, UNTIL = date(2022, 2, 1), date(2023, 1, 31)
EVERYTHING = 1_000_000


class Pipeline:
    """Two stores of its own in one folder, and whichever roles a test starts between them."""

    def __init__(self, folder: Path, bootstrap: str, warm: Warm) -> None:
        self._warm = warm
        self._common: Mapping[str, object] = {
            "data_dir": str(folder),
            "kafka_bootstrap_servers": bootstrap,
            "topic_partitions": 4,
        }
        self._numbers = count(1)
        self._processes: list[WarmProcess] = []
        self.planning = _store(folder, "planning", event_store=True)
        self.reporting = _store(folder, "reporting", event_store=False)
        settings = load_settings(PLANNING.settings, **self._common)
        self._application = Application(self.planning, PLANNING.handlers(settings))

    def write_plans(self, number: int) -> None:
        """Open plans and decide on them: four published events each."""
        for one in range(number):
            self._write_plan(next(self._numbers), ActivityKind.SWEDISH_STUDIES if one % 2 else None)

    def relay(self) -> WarmProcess:
        return self._start("planning.service", Role.RELAY)

    def inbox(self) -> WarmProcess:
        return self._start("reporting.service", Role.INBOX)

    def published(self) -> list[tuple[str, int, int]]:
        """What must become a fact, once and in this order for each plan: subject, version, sequence."""
        translate = PLANNING.translate
        assert translate is not None
        stored = [(n, translate(from_stored(n))) for n in self.planning.notifications(0, EVERYTHING)]
        return sorted((event.subject_id, n.originator_version, n.id) for n, event in stored if event)

    def facts(self) -> list[tuple[str, int, int]]:
        """What became one, in the order in which it was taken in for each plan."""
        rows = self.reporting.query(
            "SELECT subject, aggregate_version, sequence FROM facts WHERE source = :source"
            " ORDER BY subject, position",
            {"source": self.source},
        )
        return [(row["subject"], row["aggregate_version"], row["sequence"]) for row in rows]

    @property
    def source(self) -> str:
        return f"/{Agency.AF}/planning/{store_epoch(self.planning)}"

    def wait_until_caught_up(self) -> None:
        wanted = len(self.published())
        wait_until(lambda: len(self.facts()) >= wanted, lambda: f"{len(self.facts())} of {wanted} facts")

    def digest(self) -> str:
        with self.reporting.transaction() as tx:
            return projection_digest(tx)

    def digest_of_a_rebuild(self) -> str:
        rebuild(self.reporting)
        return self.digest()

    def close(self) -> None:
        for process in self._processes:
            process.kill()
        self.planning.close()
        self.reporting.close()

    def _start(self, service: str, role: Role) -> WarmProcess:
        process = self._warm.fork(service, role, self._common)
        self._processes.append(process)
        return process

    def _write_plan(self, number: int, kind: ActivityKind | None) -> None:
        referral, participant, consent, activity = (
            uuid5(NAMESPACE, f"{what} {number}")
            for what in ("referral", "participant", "consent", "activity")
        )
        plan = plan_id_of(referral)
        by_keeper = {"plan_id": plan, "by": Agency.AF, "on": ON}
        for command in (
            NoteConsent(consent_id=consent, agencies=CIRCLE, valid_until=UNTIL, on=ON),
            OpenPlan(
                referral_id=referral,
                participant_id=participant,
                consent_id=consent,
                programme="malmokraften",
                on=ON,
            ),
            AppointCoordinator(**by_keeper, agency=Agency.AF),
            ChooseTrack(**by_keeper, track=Track.WORK),
            StartActivity(**by_keeper, activity_id=activity, kind=kind or ActivityKind.WORK_PLACEMENT),
        ):
            self._application.execute(command)


def _store(folder: Path, service: str, *, event_store: bool) -> Database:
    agency = {"planning": Agency.AF, "reporting": Agency.FINSAM}[service]
    migrations = {"planning": PLANNING, "reporting": REPORTING}[service].all_migrations
    database = open_database(f"sqlite:///{folder}/{agency}-{service}.sqlite3")
    migrate(database, migrations, event_store=event_store)
    return database
