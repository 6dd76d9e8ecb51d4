"""Authentication to Kafka, and secrets that are never shown."""

from pathlib import Path

import pytest

from chassis.settings.environment import BadConfiguration, KafkaSettings, load_settings
from samplan.bus.kafka.access import Access
from samplan.testing.servers.certificates import Authority

PASSWORD = "hunter2-and-then-some"


def file(folder: Path, name: str, mode: int) -> Path:
    made = folder / name
    made.touch(mode=0o600)
    made.write_text(f"{PASSWORD}\n")
    made.chmod(mode)
    return made


@pytest.fixture
def password_file(tmp_path: Path) -> Path:
    return file(tmp_path, "password", 0o640)


def by_password(password_file: Path) -> dict[str, object]:
    return {
        "kafka_security_protocol": "SASL_PLAINTEXT",
        "kafka_sasl_username": "af.planning",
        "kafka_sasl_password_file": password_file,
    }


class TestAnInvalidSetting:
    @pytest.mark.parametrize(
        ("change", "named"),
        [
            ({"kafka_security_protocol": "TLS"}, "KAFKA_SECURITY_PROTOCOL"),
            ({"kafka_sasl_mechanism": "GSSAPI"}, "KAFKA_SASL_MECHANISM"),
            ({"kafka_sasl_username": ""}, "KAFKA_SASL_USERNAME: .* needed with KAFKA_SECURITY_PROTOCOL"),
            ({"kafka_sasl_password_file": None}, "KAFKA_SASL_PASSWORD_FILE: .* needed"),
            ({"kafka_sasl_password_file": Path("/nowhere")}, "KAFKA_SASL_PASSWORD_FILE: .* no such file"),
            ({"kafka_ssl_ca_file": Path("/nowhere")}, "KAFKA_SSL_CA_FILE: .* no such file"),
        ],
    )
    def test_is_named(self, password_file: Path, change: dict[str, object], named: str) -> None:
        with pytest.raises(BadConfiguration, match=named):
            load_settings(KafkaSettings, **{**by_password(password_file), **change})

    @pytest.mark.parametrize("setting", ["kafka_sasl_password_file", "kafka_ssl_key_file"])
    @pytest.mark.parametrize("mode", [0o604, 0o602, 0o644])
    def test_is_a_secret_that_everybody_can_read_or_write(
        self, tmp_path: Path, setting: str, mode: int
    ) -> None:
        with pytest.raises(BadConfiguration, match=f"{setting.upper()}: .* by everybody") as error:
            load_settings(KafkaSettings, **{setting: file(tmp_path, "secret", mode)})
        assert PASSWORD not in str(error.value)

    def test_is_a_certificate_without_its_key(self, tmp_path: Path) -> None:
        certificate, _ = Authority(tmp_path).issue("af.planning")
        with pytest.raises(BadConfiguration, match=r"KAFKA_SSL_CERTIFICATE_FILE: .* KAFKA_SSL_KEY_FILE"):
            load_settings(KafkaSettings, kafka_ssl_certificate_file=certificate)


class TestAccess:
    def test_shows_no_password(self, password_file: Path) -> None:
        settings = load_settings(KafkaSettings, **by_password(password_file))
        for shown in (repr(settings), repr(settings.kafka), settings.model_dump_json()):
            assert PASSWORD not in shown

    def test_reads_the_password_for_each_connection(self, password_file: Path) -> None:
        access = load_settings(KafkaSettings, **by_password(password_file)).kafka
        assert access.for_aiokafka()["sasl_plain_password"] == PASSWORD
        password_file.write_text("the next one")
        assert access.for_librdkafka()["sasl.password"] == "the next one"

    def test_has_no_user_without_authentication(self) -> None:
        access = Access(bootstrap="broker:9092")
        assert access.for_aiokafka() == {"bootstrap_servers": "broker:9092", "security_protocol": "PLAINTEXT"}

    def test_presents_its_certificate_and_trusts_only_its_authority(self, tmp_path: Path) -> None:
        authority = Authority(tmp_path)
        certificate, key = authority.issue("af.planning")
        access = load_settings(
            KafkaSettings,
            kafka_security_protocol="SSL",
            kafka_ssl_ca_file=authority.file,
            kafka_ssl_certificate_file=certificate,
            kafka_ssl_key_file=key,
        ).kafka
        context = access.for_aiokafka()["ssl_context"]
        assert [one["subject"] for one in context.get_ca_certs()] == [((("commonName", "authority"),),)]
        assert context.check_hostname
        assert access.for_librdkafka()["ssl.key.location"] == str(key)
