"""The view as it was after any fact: the facts up to it, folded once more beside the live view."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree
from tempfile import gettempdir, mkdtemp
from threading import BoundedSemaphore, Lock
from weakref import finalize

from msgspec.structs import replace

from chassis.store.database import open_database
from reporting.facts import store as facts
from reporting.facts.owners import Told, of_owners
from reporting.projection import tables
from reporting.projection.batch import fold_batch
from samplan.bus.reading.forgetting.kept import REMOVED
from samplan.bus.store.transactions import Database, Transaction
from samplan.contracts.event import ContractEvent

FOLDER = "reporting-history-"
BATCH = 2000
AT_ONCE = 3
"""One folds and two wait for it: of the threads that answer, some are left for every other question."""


class ManyAsk(Exception):
    """Others are waiting for a past position."""


class History:
    """One position at a time, in a file of its own that no participant is named in, under TMPDIR."""

    def __init__(self, database: Database) -> None:
        self._facts = database
        self._view: Database | None = None  # opened when a past position is asked for
        self._position = 0
        self._lock = Lock()
        self._places = BoundedSemaphore(AT_ONCE)

    @contextmanager
    def place(self) -> Iterator[None]:
        """Hold one of the few places. Raises ManyAsk."""
        if not self._places.acquire(blocking=False):
            raise ManyAsk
        try:
            yield
        finally:
            self._places.release()

    @contextmanager
    def at(self, position: int) -> Iterator[Transaction]:
        """The view's tables after the fact. A later position continues, an earlier one starts again.

        Raises RecordsDamaged for a damaged fact, and ManyAsk.
        """
        with self.place(), self._lock:
            view = self._view = self._view or self._open()
            if self._position > position:
                self._position = _start(view)
            while self._position < position:
                self._position += self._fold(view, min(BATCH, position - self._position))
            with view.reading() as tx:
                yield tx

    def _open(self) -> Database:
        _discard_left()
        folder, held = _new_folder()
        view = open_database(f"sqlite:///{folder / 'view.sqlite3'}")
        finalize(self, _discard, view, folder, held)
        _start(view)
        return view

    def _fold(self, view: Database, limit: int) -> int:
        """How many facts it has folded."""
        with self._facts.reading() as tx:
            found = facts.after(tx, self._position, limit)
            told = [Told(fact.position, fact.source, fact.event) for fact in found]
            events = [one.event for one in of_owners(tx, told)]
        with view.transaction() as tx:
            fold_batch(tx, "", [_nameless(event) for event in events])
        return len(found)


def _start(view: Database) -> int:
    with view.transaction() as tx:
        tables.drop(tx, "")
        tables.create(tx, "", 0)
    return 0


def _new_folder() -> tuple[Path, int]:
    """A folder that has its name once it is locked, and the descriptor that holds the lock."""
    unlocked = Path(mkdtemp(prefix=f"new-{FOLDER}"))
    held = os.open(unlocked, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    return unlocked.rename(unlocked.with_name(unlocked.name.removeprefix("new-"))), held


def _discard_left() -> None:
    """Remove the folders of processes that were killed: no process holds their locks."""
    for folder in Path(gettempdir()).glob(f"{FOLDER}*"):
        with suppress(OSError):  # it is in use, or just gone
            _discard_unheld(folder)


def _discard_unheld(folder: Path) -> None:
    """Raises OSError for one that is in use."""
    held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        rmtree(folder, ignore_errors=True)
    finally:
        os.close(held)


def _discard(view: Database, folder: Path, held: int) -> None:
    view.close()
    rmtree(folder, ignore_errors=True)
    os.close(held)


def _nameless(event: ContractEvent) -> ContractEvent:
    """No figure needs the participant, whose consent may end while the file is there (I4)."""
    return replace(event, participant_id=REMOVED) if hasattr(event, "participant_id") else event
