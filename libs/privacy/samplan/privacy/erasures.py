"""Who was erased, in a file apart from every store: a key store put back from a backup has her key again.

The file holds the random ids under which persons' keys are kept, and nothing that is about them.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from samplan.bus.clock import now_utc

CUT_OFF = "#\n"
"""Ends a line that a crash has left unfinished."""


class BrokenLog(Exception):
    """A line of the log says nothing that can be acted on."""


class LogNotWritable(Exception):
    """The log takes no line, so nobody may be erased now; the message says why."""


class ErasureLog:
    """Grows only. Keep it on another disk than the stores."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def note(self, *persons: UUID) -> None:
        """Write them down for good, before their keys are destroyed. Raises LogNotWritable."""
        lines = "".join(f"{person} {now_utc().isoformat()}\n" for person in persons)
        try:
            self._append(lines)
        except OSError as error:
            raise LogNotWritable(error.strerror) from None

    def _append(self, lines: str) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        with os.fdopen(os.open(self.path, flags, 0o600), "w") as file:
            # Of two machines that share the volume, O_APPEND alone would let one write over the other's line.
            fcntl.flock(file, fcntl.LOCK_EX)
            file.write(lines if self._is_whole() else f"{CUT_OFF}{lines}")
            file.flush()
            os.fsync(file.fileno())

    def persons(self) -> frozenset[UUID]:
        """Everybody who was ever erased. Raises BrokenLog."""
        lines = self.path.read_text().splitlines(keepends=True) if self.path.exists() else []
        # What a crash has cut off was not carried out either, and was said so to whoever asked for it.
        return frozenset(
            _person(line) for line in lines if line.endswith("\n") and not line.endswith(CUT_OFF)
        )

    def add_from(self, other: Iterable[UUID]) -> None:
        """Write down those that it lacks."""
        if missing := sorted(set(other) - self.persons()):
            self.note(*missing)

    def _is_whole(self) -> bool:
        return not self.path.exists() or self.path.read_bytes()[-1:] in {b"", b"\n"}


def _person(line: str) -> UUID:
    try:
        return UUID(line.split(maxsplit=1)[0])
    except ValueError:
        raise BrokenLog("a line names nobody") from None
