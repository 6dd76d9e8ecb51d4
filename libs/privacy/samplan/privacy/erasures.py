"""The erasure log, in a file outside every store: a restored key store contains erased persons' keys again.

The file contains only the random ids of the persons' keys.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from samplan.bus.clock import now_utc

CUT_OFF = "#\n"
"""Terminates a line that a crash has left incomplete."""


class BrokenLog(Exception):
    """A line of the log is invalid."""


class LogNotWritable(Exception):
    """The log cannot be written, so no person may be erased now; the message says why."""


class ErasureLog:
    """An append-only log. Keep it on another disk than the stores."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def note(self, *persons: UUID) -> None:
        """Record the persons durably, before their keys are destroyed. Raises LogNotWritable."""
        lines = "".join(f"{person} {now_utc().isoformat()}\n" for person in persons)
        try:
            self._append(lines)
        except OSError as error:
            raise LogNotWritable(error.strerror) from None

    def _append(self, lines: str) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        with os.fdopen(os.open(self.path, flags, 0o600), "w") as file:
            # On a shared volume, O_APPEND alone would let two machines overwrite each other's lines.
            fcntl.flock(file, fcntl.LOCK_EX)
            file.write(lines if self._is_whole() else f"{CUT_OFF}{lines}")
            file.flush()
            os.fsync(file.fileno())

    def persons(self) -> frozenset[UUID]:
        """All persons ever erased. Raises BrokenLog."""
        lines = self.path.read_text().splitlines(keepends=True) if self.path.exists() else []
        # An incomplete line's erasure was not carried out, and its caller got an error.
        return frozenset(
            _person(line) for line in lines if line.endswith("\n") and not line.endswith(CUT_OFF)
        )

    def add_from(self, other: Iterable[UUID]) -> None:
        """Record the persons that are missing from it."""
        if missing := sorted(set(other) - self.persons()):
            self.note(*missing)

    def _is_whole(self) -> bool:
        return not self.path.exists() or self.path.read_bytes()[-1:] in {b"", b"\n"}


def _person(line: str) -> UUID:
    try:
        return UUID(line.split(maxsplit=1)[0])
    except ValueError:
        raise BrokenLog("a line names no person") from None
