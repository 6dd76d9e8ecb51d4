"""Each library is installable and works from its wheel, as an agency's own system would use it."""

from pathlib import Path

import pytest
from tests.architecture.wheels import install, run_alone

pytestmark = pytest.mark.slow

IMPORT_ALL = """
import importlib.util, pkgutil
package = importlib.import_module(sys.argv[1])
for module in pkgutil.walk_packages(package.__path__, sys.argv[1] + "."):
    importlib.import_module(module.name)
for name in sys.argv[2:]:
    assert importlib.util.find_spec(name) is None, name + " is there"
print("whole")
"""

EMIT_AND_READ = """
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID
from eventsourcing.persistence import StoredEvent
from samplan.bus.kafka.received import read
from samplan.bus.publishing.epochs import epochs_of
from samplan.bus.publishing.outgoing import Outgoing
from samplan.bus.publishing.publication import Publication, Publishable
from samplan.bus.reading.intake import apply_batch
from samplan.bus.store.migrations import BUS_TABLES, migrate
from samplan.bus.store.sqlite import SqliteDatabase
from samplan.contracts.planning.plans import TrackChosen
from samplan.contracts.codes import Track
from pathlib import Path
from datetime import date

PLAN = UUID(int=7)
chosen = TrackChosen(plan_id=PLAN, occurred_on=date(2022, 2, 21), track=Track.EDUCATION)
journal, own = (SqliteDatabase(Path(sys.argv[1]) / name) for name in ("journal.db", "own.db"))
for database in (journal, own):
    migrate(database, BUS_TABLES, event_store=True)
with journal.transaction() as tx:
    tx.append([StoredEvent(originator_id=PLAN, originator_version=1, topic="chosen", state=b"{}")])

def translate(stored):
    at = datetime(2022, 2, 21, tzinfo=UTC)
    who = str(PLAN)
    return Publishable(event=chosen, recorded_at=at, correlation_id=who, causation_id=who, traceparent=None)

publication = Publication(source="/af/planning/0a1b2c3d", topic="af.planning.v1", translate=translate)
[record] = Outgoing(journal, publication, epochs_of(journal)).records(journal.notifications(0, 10))
place = {"cluster": "c", "topic": "af.planning.v1", "partition": 0, "offset": 0}
received = read(**place, key=record.key, value=record.value, headers=record.headers)

class Reader:
    seen = []
    def apply(self, tx, batch):
        self.seen += [one.content()[1] for one in batch]

for _ in range(2):
    apply_batch(own, Reader(), [received])
journal.close()
own.close()
print(Reader.seen == [chosen])
"""


class TestTheBus:
    def test_needs_no_web_framework_no_postgresql_driver_and_no_vault(self, tmp_path: Path) -> None:
        places = install("samplan-bus", tmp_path)
        absent = ("fastapi", "psycopg", "samplan.privacy", "chassis")
        assert run_alone(places, IMPORT_ALL, "samplan.bus", *absent) == "whole\n"

    def test_emits_and_reads_events_exactly_once_on_sqlite(self, tmp_path: Path) -> None:
        places = install("samplan-bus", tmp_path)
        assert run_alone(places, EMIT_AND_READ, str(tmp_path)) == "True\n"


JOURNAL = """
from datetime import date
from uuid import UUID
from samplan.contracts.codes import ActivityKind, Agency
from samplan.contracts.planning.plans import PlanAgreed
from samplan.kit import AgencyApp, Plan
from samplan.kit.testing import TestAgency

agency = AgencyApp("malmo-ifo", store="sqlite:///journal.db")

@agency.on(PlanAgreed)
def start_at_once(event, about, tx):
    plan = Plan(about.writer, event.plan_id)
    agency.cards.start_activity(plan, kind=ActivityKind.GUIDANCE, occurred_on=event.occurred_on, within=tx)

with TestAgency(agency) as test:
    test.redeliver(test.receive(PlanAgreed))
    print([card.keeper.value for card in test.sent()])
"""


class TestTheKit:
    def test_answers_an_event_with_a_card_and_needs_no_vault_and_no_web_framework(
        self, tmp_path: Path
    ) -> None:
        places = install("samplan-kit", tmp_path)
        absent = ("fastapi", "samplan.privacy", "chassis", "sqlalchemy")
        assert run_alone(places, IMPORT_ALL, "samplan.kit", *absent) == "whole\n"
        assert run_alone(places, JOURNAL) == "['af']\n"


def test_the_store_on_postgresql_needs_no_web_framework_and_no_vault(tmp_path: Path) -> None:
    places = install("samplan-postgres", tmp_path)
    absent = ("fastapi", "samplan.privacy", "chassis")
    assert run_alone(places, IMPORT_ALL, "samplan.postgres", *absent) == "whole\n"


def test_the_vault_needs_no_web_framework_and_no_chassis(tmp_path: Path) -> None:
    places = install("samplan-privacy", tmp_path)
    assert run_alone(places, IMPORT_ALL, "samplan.privacy", "fastapi", "psycopg", "chassis") == "whole\n"


def test_registers_are_compared_from_the_wheel_without_web_driver_or_chassis(tmp_path: Path) -> None:
    places = install("samplan-reconciliation", tmp_path)
    absent = ("fastapi", "psycopg", "chassis")
    assert run_alone(places, IMPORT_ALL, "samplan.reconciliation", *absent) == "whole\n"


def test_the_test_tools_install_everything_they_import(tmp_path: Path) -> None:
    places = install("samplan-testing", tmp_path)
    assert run_alone(places, IMPORT_ALL, "samplan.testing", "planning") == "whole\n"


def test_the_contracts_carry_their_schemas_and_samples(tmp_path: Path) -> None:
    places = install("samplan-contracts", tmp_path)
    ask = "print(len(samples.all_golden()) == len(list(schemas.FOLDER.iterdir())))"
    assert run_alone(places, f"from samplan.contracts.documents import samples, schemas\n{ask}") == "True\n"


def test_the_proofs_about_releases_need_no_other_library_of_the_project(tmp_path: Path) -> None:
    places = install("samplan-disclosure", tmp_path)
    absent = ("fastapi", "psycopg", "samplan.bus", "samplan.contracts", "chassis")
    assert run_alone(places, IMPORT_ALL, "samplan.disclosure", *absent) == "whole\n"
