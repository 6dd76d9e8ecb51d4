"""The embedded broker, a process of its own: `python -m samplan.testing.servers.broker --port 19092`.

It is the broker inside librdkafka: a TCP endpoint that speaks Kafka, ready in 0.2 s, everything in memory.
It keeps about 5 MB of a partition, then trims from the front, and one consumer group may have one member:
it is for trying things out and for fast tests. Each start is a new, empty cluster with an id of its own.
"""

import ctypes
import os
import signal
import socket
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from confluent_kafka import cimpl

HOST = "127.0.0.1"
DEFAULT_PORT = 19092
READY = "embedded broker ready on"
_BROKER_ID = 1
_PRODUCER = 0
_ENDING = {signal.SIGINT, signal.SIGTERM}
_BAD_CONFIGURATION = 78

_kafka = ctypes.CDLL(cimpl.__file__)  # finds the librdkafka that the wheel brought


def _function(name: str, returns: Any, *takes: Any) -> Any:
    function = getattr(_kafka, name)
    function.restype, function.argtypes = returns, takes
    return function


_HANDLE, _TEXT, _INT, _SIZE = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_size_t
_new_conf = _function("rd_kafka_conf_new", _HANDLE)
_set_conf = _function("rd_kafka_conf_set", _INT, _HANDLE, _TEXT, _TEXT, _TEXT, _SIZE)
_new_client = _function("rd_kafka_new", _HANDLE, _INT, _HANDLE, _TEXT, _SIZE)
_destroy_client = _function("rd_kafka_destroy", None, _HANDLE)
_new_cluster = _function("rd_kafka_mock_cluster_new", _HANDLE, _HANDLE, _INT)
_destroy_cluster = _function("rd_kafka_mock_cluster_destroy", None, _HANDLE)
_bootstraps = _function("rd_kafka_mock_cluster_bootstraps", _TEXT, _HANDLE)
_set_address = _function("rd_kafka_mock_broker_set_host_port", None, _HANDLE, _INT, _TEXT, _INT)
_set_rebalance_delay = _function("rd_kafka_mock_group_initial_rebalance_delay_ms", None, _HANDLE, _INT)


class EmbeddedBroker:
    """Runs between `start` and `stop`; nothing survives it. POSIX only."""

    def __init__(self, port: int = DEFAULT_PORT) -> None:
        """Raises OSError when the port is taken. Port 0 takes any free one."""
        self._listener = socket.create_server((HOST, port), backlog=128)
        self.port: int = self._listener.getsockname()[1]

    def start(self) -> None:
        self._client = _new_client(_PRODUCER, _quiet_configuration(), None, 0)
        self._cluster = _new_cluster(self._client, 1)
        self._listen_instead_of(int(_bootstraps(self._cluster).decode().rpartition(":")[2]))
        # Spares the first consumer three seconds, and wakes the broker to poll the socket it now has.
        _set_rebalance_delay(self._cluster, 0)

    def _listen_instead_of(self, chosen_by_library: int) -> None:
        """The library only listens on a port of its own choice: put our socket under its descriptor."""
        os.dup2(self._listener.fileno(), _listening_descriptor(chosen_by_library))
        self._listener.close()
        _set_address(self._cluster, _BROKER_ID, HOST.encode(), self.port)

    def stop(self) -> None:
        _destroy_cluster(self._cluster)
        _destroy_client(self._client)


def _quiet_configuration() -> int:
    configuration: int = _new_conf()
    for name, value in ((b"bootstrap.servers", f"{HOST}:1".encode()), (b"log_level", b"0")):
        _set_conf(configuration, name, value, None, 0)
    return configuration


def _listening_descriptor(port: int) -> int:
    for descriptor in (int(path.name) for path in Path("/dev/fd").iterdir()):
        try:
            candidate = socket.socket(fileno=os.dup(descriptor))
        except OSError:  # closed meanwhile, or no socket
            continue
        with candidate:
            if (
                candidate.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
                and candidate.getsockname()[1] == port
            ):
                return descriptor
    raise RuntimeError(f"the embedded broker does not listen on port {port}")


def main(port: Annotated[int, typer.Option(help="0 takes any free port.")] = DEFAULT_PORT) -> None:
    """Serve until SIGTERM or Ctrl-C; everything is forgotten then."""
    signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        broker = EmbeddedBroker(port)
    except OSError as error:
        print(f"--port {port}: {os.strerror(error.errno or 0)}", file=sys.stderr)  # noqa: T201  # one line for the operator
        raise typer.Exit(_BAD_CONFIGURATION) from error
    broker.start()
    print(f"{READY} {HOST}:{broker.port}", flush=True)  # noqa: T201  # whoever started it waits for this line
    signal.sigwait(_ENDING)
    broker.stop()


if __name__ == "__main__":
    typer.run(main)
