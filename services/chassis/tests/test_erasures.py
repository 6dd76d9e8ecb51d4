"""The log of erasures survives a crash, and a damaged log is never ignored (I20)."""

import fcntl
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID

import pytest

from chassis.service.key_store import open_vault
from chassis.settings.environment import BadConfiguration, Settings
from samplan.contracts.codes import Agency
from samplan.privacy.erasures import BrokenLog, ErasureLog, LogNotWritable
from samplan.testing.waiting import wait_until

ALMA, BEA = UUID(int=1), UUID(int=2)


@pytest.fixture
def log(tmp_path: Path) -> ErasureLog:
    return ErasureLog(tmp_path / "elsewhere" / "erasures.log")


def test_it_keeps_every_person(log: ErasureLog) -> None:
    log.note(ALMA)
    log.note(BEA)
    assert log.persons() == {ALMA, BEA}


def test_only_its_owner_can_read_it(log: ErasureLog) -> None:
    log.note(ALMA)
    assert log.path.stat().st_mode & 0o077 == 0


def test_a_truncated_line_does_not_damage_the_next(log: ErasureLog) -> None:
    log.note(ALMA)
    with log.path.open("a") as file:
        file.write("00000000-0000-4000")
    assert log.persons() == {ALMA}
    log.note(BEA)
    assert log.persons() == {ALMA, BEA}


def test_a_writer_waits_for_another_process(log: ErasureLog) -> None:
    log.note(ALMA)
    with log.path.open("a") as other, ThreadPoolExecutor() as pool:
        fcntl.flock(other, fcntl.LOCK_EX)
        noting = pool.submit(log.note, BEA)
        wait_until(lambda: noting.done() or is_waiting_for_a_lock(), noting.done)
        assert log.persons() == {ALMA}
        fcntl.flock(other, fcntl.LOCK_UN)
    assert log.persons() == {ALMA, BEA}


def is_waiting_for_a_lock() -> bool:
    """Whether this process waits for a lock, according to the kernel."""
    return f"-> FLOCK  ADVISORY  WRITE {os.getpid()} " in Path("/proc/locks").read_text()


def test_a_line_without_a_person_is_an_error(log: ErasureLog) -> None:
    log.note(ALMA)
    with log.path.open("a") as file:
        file.write("somebody\n")
    with pytest.raises(BrokenLog):
        log.persons()


def test_a_service_does_not_open_its_keys_with_a_broken_log(log: ErasureLog, tmp_path: Path) -> None:
    log.path.parent.mkdir()
    log.path.write_text("somebody\n")
    settings = Settings(agency=Agency.AF, port=8001, data_dir=tmp_path, erasure_log=log.path)
    with pytest.raises(BadConfiguration, match="ERASURE_LOG"):
        open_vault(settings, "referral")


def test_no_person_is_erased_without_being_logged(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LogNotWritable):
        ErasureLog(tmp_path / "file" / "erasures.log").note(ALMA)
    assert os.listdir(tmp_path) == ["file"]  # noqa: PTH208  # names alone
