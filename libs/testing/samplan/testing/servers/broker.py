"""The embedded broker, a separate process: `python -m samplan.testing.servers.broker --port 19092`.

It is librdkafka's mock broker: a TCP endpoint with the Kafka protocol, ready in 0.2 s, all data in memory.
It keeps about 5 MB per partition and trims the oldest records; a consumer group may have one member:
use it for trials and fast tests. Each start is a new, empty cluster with its own id.
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

_kafka = ctypes.CDLL(cimpl.__file__)  # the librdkafka that is in the wheel


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
    """Runs between `start` and `stop`; its data is lost at the end. POSIX only."""

    def __init__(self, port: int = DEFAULT_PORT) -> None:
        """Raises OSError when the port is taken. Port 0 takes any free one."""
        self._listener = socket.create_server((HOST, port), backlog=128)
        self.port: int = self._listener.getsockname()[1]

    def start(self) -> None:
        self._client = _new_client(_PRODUCER, _quiet_configuration(), None, 0)
        self._cluster = _new_cluster(self._client, 1)
        self._replace_listener(int(_bootstraps(self._cluster).decode().rpartition(":")[2]))
        # Saves the first consumer three seconds, and makes the broker poll the replaced socket.
        _set_rebalance_delay(self._cluster, 0)

    def _replace_listener(self, library_port: int) -> None:
        """The library listens only on a port that it chooses: replace its socket by ours."""
        os.dup2(self._listener.fileno(), _listening_descriptor(library_port))
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
        except OSError:  # closed meanwhile, or not a socket
            continue
        with candidate:
            if (
                candidate.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
                and candidate.getsockname()[1] == port
            ):
                return descriptor
    raise RuntimeError(f"the embedded broker does not listen on port {port}")


def main(port: Annotated[int, typer.Option(help="0 takes any free port.")] = DEFAULT_PORT) -> None:
    """Serve until SIGTERM or Ctrl-C; all data is lost then."""
    signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        broker = EmbeddedBroker(port)
    except OSError as error:
        print(f"--port {port}: {os.strerror(error.errno or 0)}", file=sys.stderr)  # noqa: T201  # one line for the operator
        raise typer.Exit(_BAD_CONFIGURATION) from error
    broker.start()
    print(f"{READY} {HOST}:{broker.port}", flush=True)  # noqa: T201  # the starting process waits for this line
    signal.sigwait(_ENDING)
    broker.stop()


if __name__ == "__main__":
    typer.run(main)
