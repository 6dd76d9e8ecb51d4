"""A test's own Apache Kafka: any number of brokers, plain or secured, each stopped and started separately.

A secured cluster has two listeners, one for names and passwords (SCRAM) and one for certificates. Only the
administrator may do anything without a granted permission.
"""

from __future__ import annotations

import subprocess
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import uuid4

from confluent_kafka import KafkaException
from confluent_kafka.admin import AdminClient

from samplan.bus.kafka.access import Access
from samplan.testing.servers.certificates import Authority
from samplan.testing.servers.kafka import FORMAT, PATIENCE_SECONDS, SERVE, java
from samplan.testing.servers.ports import HOST, answers, free_port
from samplan.testing.servers.processes import ChildProcess, DidNotStart
from samplan.testing.waiting import wait_until

ADMIN = "admin"
ADMIN_PASSWORD = "of-the-administrator"  # noqa: S105  # of a broker that lives for a test

_PROPERTIES = """\
process.roles=broker,controller
node.id={id}
controller.quorum.voters={voters}
controller.listener.names=CONTROLLER
inter.broker.listener.name=INTERNAL
listeners=INTERNAL://{host}:{internal},CONTROLLER://{host}:{controller},{client_listeners}
listener.security.protocol.map=INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT,PLAIN:PLAINTEXT,SCRAM:SASL_PLAINTEXT,TLS:SSL
log.dirs={data}
default.replication.factor={replicas}
offsets.topic.num.partitions=1
offsets.topic.replication.factor={replicas}
transaction.state.log.replication.factor={replicas}
transaction.state.log.num.partitions=1
share.coordinator.state.topic.replication.factor={replicas}
group.initial.rebalance.delay.ms=0
auto.create.topics.enable=false
log.retention.ms=-1
leader.imbalance.check.interval.seconds=1
broker.session.timeout.ms=3000
broker.heartbeat.interval.ms=500
"""

_SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule"
_SECURED = f"""\
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
super.users=User:{ADMIN};User:ANONYMOUS
sasl.enabled.mechanisms=SCRAM-SHA-512,SCRAM-SHA-256
listener.name.scram.scram-sha-512.sasl.jaas.config={_SCRAM} required;
listener.name.scram.scram-sha-256.sasl.jaas.config={_SCRAM} required;
"""  # ANONYMOUS is the brokers' internal listener: the two client listeners require authentication

_TLS = """\
listener.name.tls.ssl.client.auth=required
listener.name.tls.ssl.keystore.type=PEM
listener.name.tls.ssl.keystore.location={keystore}
listener.name.tls.ssl.truststore.type=PEM
listener.name.tls.ssl.truststore.location={truststore}
listener.name.tls.ssl.principal.mapping.rules=RULE:^CN=(.*?)$/$1/
"""


class Broker:
    """One of the cluster's brokers."""

    def __init__(self, number: int, directory: Path) -> None:
        self.number = number
        self.directory = directory
        self.ports = {name: free_port() for name in ("internal", "controller", "plain", "scram", "tls")}
        command = [*java(SERVE), str(directory / "server.properties")]
        self._child = ChildProcess(f"Kafka broker {number}", command, directory / "server.log")

    @property
    def voter(self) -> str:
        return f"{self.number}@{HOST}:{self.ports['controller']}"

    def at(self, listener: str) -> str:
        return f"{HOST}:{self.ports[listener]}"

    def configure(self, text: str) -> None:
        self.directory.mkdir(parents=True, exist_ok=True)
        (self.directory / "server.properties").write_text(text)

    def format(self, cluster_id: str, *, secured: bool) -> None:
        """Format its empty directory for a cluster. Raises DidNotStart."""
        command = [*java(FORMAT), "format", f"--cluster-id={cluster_id}"]
        command += ["-c", str(self.directory / "server.properties")]
        if secured:
            command += ["--add-scram", f"SCRAM-SHA-512=[name={ADMIN},password={ADMIN_PASSWORD}]"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # our own
        if done.returncode:
            raise DidNotStart(done.stderr or done.stdout)

    def start(self) -> None:
        """Start it with its directory's data, without waiting. It ends with the tests."""
        self._child.start()

    def wait(self) -> None:
        """Wait until it listens. Raises DidNotStart."""
        self._child.wait_until(lambda: answers(self.ports["internal"]), PATIENCE_SECONDS)

    def stop(self) -> None:
        self._child.stop()

    def kill(self) -> None:
        """`kill -9`, as a crash would."""
        self._child.kill()


class KafkaCluster:
    """Runs inside its context manager. With `secured`, every permission has to be granted first."""

    def __init__(self, directory: Path, *, brokers: int = 1, secured: bool = False) -> None:
        self._directory = directory.absolute()
        self._is_secured = secured
        self.brokers = [Broker(n, self._directory / f"broker-{n}") for n in range(1, brokers + 1)]
        self._password_files = self._directory / "passwords"
        self.authority = Authority(self._directory / "certificates")

    def __enter__(self) -> Self:
        cluster_id = urlsafe_b64encode(uuid4().bytes).decode().rstrip("=")
        for broker in self.brokers:
            broker.configure(self._properties(broker))
        with ThreadPoolExecutor() as together:
            list(together.map(lambda b: b.format(cluster_id, secured=self._is_secured), self.brokers))
        try:
            for broker in self.brokers:
                broker.start()
            for broker in self.brokers:
                broker.wait()
            self._wait_for_all()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for broker in self.brokers:
            broker.kill()

    @property
    def admin(self) -> Access:
        """Access for the administrator, who may do anything."""
        return self.by_password(ADMIN, ADMIN_PASSWORD) if self._is_secured else self.plain

    @property
    def plain(self) -> Access:
        """Access without authentication, if the cluster is not secured."""
        return Access(bootstrap=self._all("plain"))

    def by_password(self, name: str, password: str) -> Access:
        """Access with a name and a password."""
        file = self._password_files / name
        file.parent.mkdir(exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(password)
        return Access(
            bootstrap=self._all("scram"), protocol="SASL_PLAINTEXT", username=name, password_file=file
        )

    def by_certificate(self, name: str) -> Access:
        """Access with a new certificate of that name."""
        certificate, key = self.authority.issue(name)
        access = Access(bootstrap=self._all("tls"), protocol="SSL", ca_file=self.authority.file)
        return replace(access, certificate_file=certificate, key_file=key)

    def client(self) -> AdminClient:
        """An administrator's connection."""
        return AdminClient({**self.admin.for_librdkafka(), "log_level": 0})

    def _all(self, listener: str) -> str:
        return ",".join(broker.at(listener) for broker in self.brokers)

    def _wait_for_all(self) -> None:
        wait_until(self._is_complete, lambda: "not every broker has joined", PATIENCE_SECONDS)

    def _is_complete(self) -> bool:
        try:
            return len(self.client().list_topics(timeout=2).brokers) == len(self.brokers)
        except KafkaException:
            return False

    def _properties(self, broker: Broker) -> str:
        listeners: Sequence[str] = ("scram", "tls") if self._is_secured else ("plain",)
        text = _PROPERTIES.format(
            id=broker.number,
            voters=",".join(each.voter for each in self.brokers),
            host=HOST,
            internal=broker.ports["internal"],
            controller=broker.ports["controller"],
            client_listeners=",".join(f"{name.upper()}://{broker.at(name)}" for name in listeners),
            data=broker.directory / "data",
            replicas=min(3, len(self.brokers)),
        )
        return text + (self._security(broker) if self._is_secured else "")

    def _security(self, broker: Broker) -> str:
        certificate, key = self.authority.issue(f"broker-{broker.number}")
        keystore = self._directory / f"keystore-{broker.number}.pem"
        keystore.write_bytes(key.read_bytes() + certificate.read_bytes())
        return _SECURED + _TLS.format(keystore=keystore, truststore=self.authority.file)
