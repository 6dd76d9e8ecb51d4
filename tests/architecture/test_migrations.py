"""A migration only adds: the previous version keeps running while services are replaced one by one (I17)."""

import importlib
import re
from collections.abc import Iterator, Sequence

import pytest

from samplan.bus.store.migrations import CONTRACT, Migration
from samplan.privacy.vault import KEY_MIGRATIONS

SERVICES = ("referral", "consent", "planning", "reporting", "steering")
ADDS = (
    r"CREATE (TABLE|INDEX) .*",
    r"ALTER TABLE \w+ ADD COLUMN \w+ \w+( NOT NULL)? DEFAULT \S+",
    r"ALTER TABLE \w+ ADD COLUMN \w+ \w+",
    r"(INSERT INTO|UPDATE) .*",  # fills what was added
)


def only_adds(statement: str, new_tables: Sequence[str] = ()) -> bool:
    """A unique index is allowed only on a new table: the previous version might write what it refuses."""
    words = " ".join(statement.split())
    unique = re.match(r"CREATE UNIQUE INDEX \w+ ON (\w+)", words)
    return unique[1] in new_tables if unique else any(re.fullmatch(pattern, words) for pattern in ADDS)


def every_migration() -> Iterator[Migration]:
    yield from KEY_MIGRATIONS
    for service in SERVICES:
        yield from importlib.import_module(f"{service}.service").SERVICE.all_migrations


def taken_by(migration: Migration) -> Sequence[str]:
    """Its statements that do more than to add."""
    new = re.findall(r"CREATE TABLE (\w+)", "\n".join(migration.statements))
    return [statement for statement in migration.statements if not only_adds(statement, new)]


def test_a_migration_only_adds_or_is_named_for_removing() -> None:
    adding = {one.name: taken_by(one) for one in every_migration() if not one.name.endswith(CONTRACT)}
    assert {name: taken for name, taken in adding.items() if taken} == {}


@pytest.mark.parametrize("service", SERVICES)
def test_no_two_migrations_of_a_store_have_one_name(service: str) -> None:
    names = [step.name for step in importlib.import_module(f"{service}.service").SERVICE.all_migrations]
    assert sorted(set(names)) == sorted(names)


class TestRule:
    @pytest.mark.parametrize(
        "statement",
        [
            "DROP TABLE plans",
            "ALTER TABLE plans RENAME COLUMN ended_on TO ends_on",
            "ALTER TABLE plans DROP COLUMN ended_on",
            "ALTER TABLE plans ADD COLUMN team TEXT NOT NULL",
            "ALTER TABLE plans ADD COLUMN team TEXT UNIQUE",
            "ALTER TABLE plans ALTER COLUMN team SET NOT NULL",
            "CREATE UNIQUE INDEX plans_by_team ON plans (team)",
            "DELETE FROM plans",
        ],
    )
    def test_finds_what_the_previous_version_would_miss(self, statement: str) -> None:
        assert not only_adds(statement)
