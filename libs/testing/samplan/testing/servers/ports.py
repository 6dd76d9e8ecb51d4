"""TCP ports of this machine."""

import socket
from collections.abc import Iterator
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from secrets import randbelow
from tempfile import gettempdir
from threading import Lock
from typing import IO

HOST = "127.0.0.1"

_BLOCKS = range(20_000, 32_000, 100)
"""Below the ports that systems give to outgoing connections: one of those may hold a port for a moment."""
_LOCKS = Path(gettempdir()) / "samplan-ports"
_held: list[IO[bytes]] = []
_taking = Lock()


def free_port() -> int:
    """A port that is free now, and that no other process is given by this function while this one lives.

    A server may stop and start again on its port. Raises OSError when no port is left.
    """
    with _taking:
        port = next(_own, None)
    if port is None:
        raise OSError("No port is free")
    return port


def is_free(port: int) -> bool:
    """Whether a server could listen on the port."""
    try:
        with socket.create_server((HOST, port)):
            return True
    except OSError:
        return False


def answers(port: int) -> bool:
    """Whether a server accepts connections on the port."""
    with socket.socket() as client:
        client.settimeout(1)
        return client.connect_ex((HOST, port)) == 0


def _free_ports() -> Iterator[int]:
    """Each port once, from blocks that this process alone holds."""
    start = randbelow(len(_BLOCKS))
    for first in (*_BLOCKS[start:], *_BLOCKS[:start]):
        if _holds(first):
            yield from filter(is_free, range(first, first + _BLOCKS.step))


def _holds(first: int) -> bool:
    """Lock the block until this process ends."""
    _LOCKS.mkdir(exist_ok=True)
    lock = (_LOCKS / f"{first}").open("wb")
    try:
        flock(lock, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        lock.close()
        return False
    _held.append(lock)
    return True


_own = _free_ports()
