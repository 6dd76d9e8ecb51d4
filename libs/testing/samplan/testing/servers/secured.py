"""A pytest fixture: Apache Kafka on which every permission has to be granted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from samplan.bus.kafka.access import Access
from samplan.testing.servers.cluster import KafkaCluster


@pytest.fixture(scope="session")
def secured_kafka(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KafkaCluster]:
    """One broker for the session's tests; each test grants the permissions that it needs."""
    with KafkaCluster(tmp_path_factory.mktemp("secured"), secured=True) as cluster:
        yield cluster


def settings_for(access: Access) -> Mapping[str, str]:
    """The settings that connect a program to it, as environment variables."""
    settings = {
        "KAFKA_BOOTSTRAP_SERVERS": access.bootstrap,
        "KAFKA_SECURITY_PROTOCOL": access.protocol,
        "KAFKA_SASL_MECHANISM": access.mechanism,
        "KAFKA_SASL_USERNAME": access.username,
        "KAFKA_SASL_PASSWORD_FILE": access.password_file,
        "KAFKA_SSL_CA_FILE": access.ca_file,
        "KAFKA_SSL_CERTIFICATE_FILE": access.certificate_file,
        "KAFKA_SSL_KEY_FILE": access.key_file,
    }
    return {name: str(value) for name, value in settings.items() if value}
