"""Programs that an earlier call started, known by a file that holds their process id."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import TYPE_CHECKING

from samplan.testing.servers.missing import NotInstalled

if TYPE_CHECKING:
    from psutil import Process

PATIENCE_SECONDS = 30


def is_running(pid_file: Path, program: str) -> bool:
    """Whether the file's process lives and is still that program."""
    return _process(pid_file, program) is not None


def end(pid_file: Path, how: signal.Signals, program: str) -> None:
    """Signal the file's process, wait until it has ended, and kill it when that takes too long."""
    import psutil  # noqa: PLC0415  # an extra, not always installed

    process = _process(pid_file, program)
    if process is not None:
        process.send_signal(how)
        try:
            process.wait(PATIENCE_SECONDS)
        except psutil.TimeoutExpired:
            process.kill()
            process.wait()
    pid_file.unlink(missing_ok=True)


def _process(pid_file: Path, program: str) -> Process | None:
    try:
        import psutil  # noqa: PLC0415  # an extra, not always installed
    except ImportError:
        raise NotInstalled("psutil") from None
    try:
        process = psutil.Process(int(pid_file.read_text().split()[0]))
        # The process id may belong to another program by now.
        is_it = process.status() != psutil.STATUS_ZOMBIE and any(
            program in word for word in process.cmdline()
        )
    except (FileNotFoundError, IndexError, psutil.Error):
        return None
    return process if is_it else None
