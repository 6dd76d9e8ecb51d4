"""A store that accepts no writes turns readiness red, although it answers reads (K73)."""

import errno
import resource
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from uuid import UUID

import psycopg
import pytest
from eventsourcing.persistence import OperationalError

from chassis.process.write_probe import WriteProbe, cannot_write
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.specimen import OpenPlan


@contextmanager
def full_disk() -> Iterator[None]:
    """No file of this process can grow. Nothing else may be written meanwhile."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def is_ready(service: ServiceUnderTest) -> int:
    return service.client.get("/health/ready").status_code


@pytest.fixture
def probe(service: ServiceUnderTest) -> WriteProbe:
    return service.process.write_probe


def test_a_full_disk_turns_readiness_red_until_there_is_room(
    service: ServiceUnderTest, probe: WriteProbe
) -> None:
    probe.write()
    assert is_ready(service) == 200
    with full_disk():
        probe.write()
    assert probe.failure == "store accepts no writes"
    assert is_ready(service) == 503
    probe.write()
    assert is_ready(service) == 200


def test_a_command_on_a_full_disk_leaves_nothing(service: ServiceUnderTest) -> None:
    command = OpenPlan(plan_id=UUID(int=1), on=date(2020, 3, 2))
    with full_disk(), pytest.raises(OperationalError):  # answered 503 `store_unavailable`
        service.process.application.execute(command)
    assert service.database.last_notification_id() == 0
    assert service.process.application.execute(command)


def test_a_locked_store_says_nothing_about_its_disk(service: ServiceUnderTest, probe: WriteProbe) -> None:
    url = service.settings.store_url(service.service.name)
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as rival:
        rival.execute("BEGIN EXCLUSIVE")
        with pytest.raises(sqlite3.OperationalError) as locked, closing(_impatient(url)) as other:
            other.execute("BEGIN IMMEDIATE")
        assert not cannot_write(locked.value)
    probe.write()
    assert probe.failure is None


def _impatient(url: str) -> sqlite3.Connection:
    return sqlite3.connect(url.removeprefix("sqlite:///"), timeout=0, isolation_level=None)


def _sqlite(code: int) -> Exception:
    error = sqlite3.OperationalError()
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("cause", "is_of_the_disk"),
    [
        (_sqlite(sqlite3.SQLITE_FULL), True),
        (_sqlite(sqlite3.SQLITE_IOERR_WRITE), True),
        (_sqlite(sqlite3.SQLITE_BUSY), False),
        (psycopg.errors.DiskFull(), True),
        (psycopg.errors.IoError(), True),
        (psycopg.errors.ReadOnlySqlTransaction(), True),
        (psycopg.errors.LockNotAvailable(), False),
        (psycopg.errors.TooManyConnections(), False),
        (OSError(errno.ENOSPC, "no space left"), True),
        (OperationalError("the pool is empty"), False),
    ],
    ids=lambda value: type(value).__name__,
)
def test_the_cause_of_an_error_decides(cause: Exception, is_of_the_disk: bool) -> None:
    wrapped = OperationalError("of the library")
    wrapped.__cause__ = cause
    assert cannot_write(wrapped) is is_of_the_disk
