"""A separate broker for one test, which may stop, wipe and start it."""

import shutil
from pathlib import Path
from typing import Protocol

from confluent_kafka.admin import AdminClient

from samplan.testing.servers.embedded import EmbeddedBrokerProcess
from samplan.testing.servers.kafka import ApacheKafka
from samplan.testing.servers.processes import ChildProcess


class OwnBroker(Protocol):
    @property
    def bootstrap(self) -> str: ...

    def wipe(self) -> None:
        """Delete all records; the broker then answers at the same address."""


class Embedded(EmbeddedBrokerProcess):
    def wipe(self) -> None:
        self.kill()
        self.start()


class Kafka(ApacheKafka):
    def __init__(self, directory: Path) -> None:
        super().__init__(directory)
        self._data = directory / "data"

    @property
    def bootstrap(self) -> str:
        return self.address

    def _launch(self, child: ChildProcess) -> None:
        child.start()  # ends with the test process in any case

    def delete_topics(self) -> None:
        """Empty it without a restart; it stays the same cluster."""
        admin = AdminClient({"bootstrap.servers": self.address, "log_level": 0})
        names = [name for name in admin.list_topics(timeout=10).topics if not name.startswith("__")]
        for deleted in (admin.delete_topics(names) if names else {}).values():
            deleted.result()

    def wipe(self) -> None:
        self.kill()
        shutil.rmtree(self._data)
        self.start()
