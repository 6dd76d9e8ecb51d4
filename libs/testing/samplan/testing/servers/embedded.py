"""The embedded broker as a child process."""

import sys
from pathlib import Path

from samplan.testing.servers.broker import HOST, READY
from samplan.testing.servers.ports import free_port
from samplan.testing.servers.processes import ChildProcess

PATIENCE_SECONDS = 20


class EmbeddedBrokerProcess:
    """An empty broker on the given port, or on any free one."""

    def __init__(self, directory: Path, port: int = 0) -> None:
        self.port = port or free_port()
        command = [sys.executable, "-m", "samplan.testing.servers.broker", "--port", str(self.port)]
        self._child = ChildProcess("the embedded broker", command, directory / "broker.log")

    @property
    def bootstrap(self) -> str:
        return f"{HOST}:{self.port}"

    @property
    def is_alive(self) -> bool:
        return self._child.is_alive

    def start(self) -> None:
        """Start it, empty. Raises DidNotStart."""
        self._child.log.unlink(missing_ok=True)
        self._child.start()
        self._child.wait_until(lambda: READY in self._child.log.read_text(), PATIENCE_SECONDS)

    def stop(self) -> None:
        self._child.stop()

    def kill(self) -> None:
        self._child.kill()
