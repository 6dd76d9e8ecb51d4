"""A program runs on a store with the next version's additions: upgrade and downgrade (I17)."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from chassis.store.database import open_database
from samplan.bus.store.migrations import Migration, migrate
from samplan.contracts.codes import Agency
from samplan.contracts.referral import ReferralSubmitted
from samplan.testing.fixtures import FreshDatabase
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.specimen import SPECIMEN

SUBMITTED = ReferralSubmitted(
    referral_id=UUID("5a1e4b52-2f0b-4f7e-9c26-0d7f3b1a9e01"),
    programme="malmokraften",
    referring_agency=Agency.AF,
    occurred_on=date(2020, 3, 2),
)
TABLE = "CREATE TABLE teams (team TEXT PRIMARY KEY)"
COLUMNS = (
    "ALTER TABLE openings ADD COLUMN team TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE inbox_marks ADD COLUMN team TEXT",
    "ALTER TABLE idempotency ADD COLUMN team TEXT",
)


def add(database_url: str, *statements: str) -> None:
    database = open_database(database_url)
    later = Migration("of-the-next-version", statements)
    migrate(database, (*SPECIMEN.all_migrations, later), event_store=True)
    database.close()


def plans_opened_over_http_and_kafka(database_url: str, data_dir: Path) -> int:
    with ServiceUnderTest(SPECIMEN, data_dir, database_url=database_url) as service:
        assert service.post("/v1/plans", {"occurredOn": "2020-03-02"}).status_code == 201
        service.redeliver(service.receive(SUBMITTED))
        return len(service.published())


class TestStoreOfTheNextVersion:
    def test_with_another_table_serves_this_one(self, database_url: str, tmp_path: Path) -> None:
        add(database_url, TABLE)
        assert plans_opened_over_http_and_kafka(database_url, tmp_path) == 2

    @pytest.mark.real
    def test_with_more_columns_serves_this_one(
        self, postgres_url: str, fresh_database: FreshDatabase, tmp_path: Path
    ) -> None:
        """On PostgreSQL only: an SQLite file belongs to one process, and is upgraded with it."""
        database_url = fresh_database(postgres_url)
        add(database_url, *COLUMNS)
        assert plans_opened_over_http_and_kafka(database_url, tmp_path) == 2
