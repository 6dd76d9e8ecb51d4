"""Pytest fixtures for suites that run on every adapter.

`broker` and `database_url` run each test twice: embedded, and (marked `real`) on Apache Kafka or PostgreSQL,
which `python -m samplan.testing.servers.stack run -- pytest -m real` starts.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from chassis.decisions.voucher import COST
from samplan.testing.servers.embedded import EmbeddedBrokerProcess

FreshDatabase = Callable[[str], str]


def pytest_configure() -> None:
    """Every service under test accepts the tokens of the development issuer."""
    os.environ["DEVELOPMENT"] = "on"


@pytest.fixture(scope="session")
def kafka_bootstrap() -> str:
    """Apache Kafka's address."""
    return _from_stack("KAFKA_BOOTSTRAP_SERVERS")


@pytest.fixture(scope="session")
def postgres_url() -> str:
    """PostgreSQL's superuser URL; each test uses its own database (`fresh_database`)."""
    return _from_stack("POSTGRES_URL")


@pytest.fixture(scope="session")
def embedded_bootstrap(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an embedded broker, shared by the session's tests."""
    broker = EmbeddedBrokerProcess(tmp_path_factory.mktemp("broker"))
    broker.start()
    yield broker.bootstrap
    broker.stop()


@pytest.fixture
def cheap_proofs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A voucher's proof takes no time, where this process both issues and verifies it."""
    monkeypatch.setitem(COST, "n", 2)


@pytest.fixture(params=["embedded", pytest.param("kafka", marks=pytest.mark.real)])
def broker(request: pytest.FixtureRequest) -> str:
    """The bootstrap servers of each kind of broker. The broker is shared: each test uses its own topics."""
    return str(request.getfixturevalue(f"{request.param}_bootstrap"))


@pytest.fixture
def fresh_database() -> Iterator[FreshDatabase]:
    """Creates a new, empty database from a superuser's URL and returns its URL; dropped after the test."""
    created: list[tuple[str, str]] = []

    def create(superuser_url: str) -> str:
        name = f"test_{uuid4().hex}"
        created.append((superuser_url, name))
        _administer(superuser_url, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return urlsplit(superuser_url)._replace(path=f"/{name}").geturl()

    yield create
    for superuser_url, name in created:
        _administer(superuser_url, sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.real)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty store of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/store.sqlite3"
    fresh: FreshDatabase = request.getfixturevalue("fresh_database")
    return fresh(request.getfixturevalue("postgres_url"))


def _from_stack(variable: str) -> str:
    value = os.environ.get(variable)
    if not value:
        pytest.skip(f"{variable} is not set: run this under `python -m samplan.testing.servers.stack run --`")
    return value


def _administer(superuser_url: str, statement: sql.Composed) -> None:
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        connection.execute(statement)
