"""The deployment files keep their promises, checked before anything is built."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client.metrics import MetricWrapperBase
from tests.compose.landscape import INSTANCES, ROOT, SERVICES

from samplan.bus.observe import telemetry

LANDSCAPE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
CONTAINERS: dict[str, dict[str, Any]] = LANDSCAPE["services"]
HOMES = [ROOT / "services" / name for name in (*SERVICES, "simulator")] + [ROOT / "deploy/provision"]
DOCKERFILE = (ROOT / "deploy/Dockerfile").read_text()
TARGETS = {"simulator": "simulator", "provision": "tool"}
"""The Dockerfile's target of these images; that of a service is `service`."""
DIGEST = r"@sha256:[0-9a-f]{64}"
TRUSTED = "./deploy/kafka:/kafka:ro"
WRITES_ITS_OWN_CONFIGURATION = {"kafka", "kafka-2", "kafka-3"}
"""They write it to their root file system: the image of Apache Kafka works so."""


@pytest.mark.parametrize("name", CONTAINERS)
class TestContainer:
    def test_has_only_the_privileges_it_needs(self, name: str) -> None:
        container = CONTAINERS[name]
        assert container["cap_drop"] == ["ALL"]
        assert container["security_opt"] == ["no-new-privileges:true"]
        assert container["mem_limit"]
        assert container.get("read_only", False) or name in WRITES_ITS_OWN_CONFIGURATION

    def test_limits_the_size_of_its_logs(self, name: str) -> None:
        assert CONTAINERS[name]["logging"] == {"driver": "local"}

    def test_is_reached_from_this_machine_alone(self, name: str) -> None:
        assert [port for port in CONTAINERS[name].get("ports", []) if not port.startswith("127.0.0.1:")] == []

    def test_is_given_no_secret_in_its_environment(self, name: str) -> None:
        settings = CONTAINERS[name].get("environment", {})
        assert [value for value in settings.values() if re.search(r"://[^@/]*:[^@/]*@", str(value))] == []


SENDER = "malmo-ama.cards"


def has_persons(instance: Any) -> bool:
    """Whether it erases people, and so keeps an erasure log that outlives its stores."""
    return "KEYS_URL" in CONTAINERS[f"{instance.name}-migrate"]["environment"]


@pytest.mark.parametrize("instance", INSTANCES, ids=lambda instance: instance.name)
class TestInstance:
    def test_runs_as_one_process_for_each_role(self, instance: Any) -> None:
        commands = {CONTAINERS[process]["command"][0] for process in instance.processes}
        assert commands == set(instance.roles)

    def test_holds_no_secrets_but_its_own(self, instance: Any) -> None:
        erasures = [f"{instance.name}-erasures:/var/lib/samplan"] * has_persons(instance)
        for process in (*instance.processes, f"{instance.name}-migrate"):
            secrets = f"{instance.name}-secrets:/run/secrets:ro"
            assert CONTAINERS[process]["volumes"] == [TRUSTED, secrets, *erasures, "clock:/run/clock:ro"]

    def test_believes_the_topics_of_the_landscapes_file(self, instance: Any) -> None:
        """I12."""
        for process in instance.processes:
            assert CONTAINERS[process]["environment"]["TRUSTED_FILE"] == "/kafka/trusted.toml"

    def test_logs_in_to_its_own_database(self, instance: Any) -> None:
        role = instance.name.replace("-", "_")
        for process in (*instance.processes, f"{instance.name}-migrate"):
            settings = CONTAINERS[process]["environment"]
            assert settings["AGENCY"] == instance.agency
            assert settings["DATABASE_URL"] == f"postgresql://{role}@postgres:5432/{role}"

    def test_logs_in_to_kafka_as_itself(self, instance: Any) -> None:
        for process in (*instance.processes, f"{instance.name}-migrate"):
            settings = CONTAINERS[process]["environment"]
            assert settings["KAFKA_SECURITY_PROTOCOL"] == "SASL_SSL"
            assert settings["KAFKA_SASL_USERNAME"] == f"{instance.agency}.{instance.service}"
            assert settings["KAFKA_SASL_PASSWORD_FILE"] == "/run/secrets/kafka.password"

    def test_is_given_passwords_and_keys(self, instance: Any) -> None:
        assert instance.name in CONTAINERS["secrets"]["command"]


@pytest.mark.parametrize(
    ("volume", "holders"),
    [
        ("issuer-secrets", {"simulator"}),
        ("kafka-secrets", {"kafka", "kafka-2", "kafka-3"}),
        ("postgres-secrets", {"postgres"}),
        ("provision-secrets", {"topics", "users", "rights"}),
    ],
)
def test_secrets_are_held_by_those_they_are_for(volume: str, holders: set[str]) -> None:
    mount = f"{volume}:/run/secrets:ro"
    assert {name for name, one in CONTAINERS.items() if mount in one.get("volumes", [])} == holders


def test_the_clock_is_written_by_the_simulator_and_read_by_every_service() -> None:
    writers = {
        name: one for name, one in CONTAINERS.items() if "clock:/var/lib/samplan" in one.get("volumes", [])
    }
    assert writers.keys() == {"clock", "simulator"}
    assert {one["environment"]["CLOCK_FILE"] for one in writers.values()} == {"/var/lib/samplan/today"}
    for instance in INSTANCES:
        migrate = CONTAINERS[f"{instance.name}-migrate"]
        assert migrate["depends_on"]["clock"] == {"condition": "service_completed_successfully"}
        assert migrate["environment"]["CLOCK_FILE"] == "${CLOCK_FILE-/run/clock/today}"


def test_every_principal_is_a_service_that_runs() -> None:
    principals = yaml.safe_load((ROOT / "deploy/kafka/acls.yaml").read_text())["principals"]
    named = {one["name"] for one in principals} - {SENDER}
    assert named == {f"{one.agency}.{one.service}" for one in INSTANCES}


def test_the_simulator_sends_cards_as_an_agencys_own_system() -> None:
    """P-09: with a password of its own, and no secret of a service."""
    given = CONTAINERS["simulator"]
    assert given["environment"]["KAFKA_SASL_USERNAME"] == SENDER
    assert "malmo-ama-cards-secrets:/run/cards:ro" in given["volumes"]
    assert CONTAINERS["af-planning-inbox"]["environment"]["CARD_SENDERS"] == SENDER.removesuffix(".cards")


def test_every_listener_of_kafka_requires_a_login() -> None:
    """And an anonymous client has no right."""
    settings = CONTAINERS["kafka"]["environment"]
    protocols = dict(each.split(":") for each in settings["KAFKA_LISTENER_SECURITY_PROTOCOL_MAP"].split(","))
    listeners = {each.partition(":")[0] for each in settings["KAFKA_LISTENERS"].split(",")}
    assert {protocols[name] for name in listeners} == {"SASL_SSL", "SSL"}
    assert settings["KAFKA_SSL_CLIENT_AUTH"] == "required"
    assert settings["KAFKA_ALLOW_EVERYONE_IF_NO_ACL_FOUND"] == "false"
    assert "ANONYMOUS" not in settings["KAFKA_SUPER_USERS"]


def test_every_owner_of_a_topic_has_a_relay() -> None:
    topics = yaml.safe_load((ROOT / "deploy/kafka/topics.yaml").read_text())["topics"]
    owners = {f"{one.agency}.{one.service}" for one in INSTANCES if "relay" in one.roles}
    assert {topic["owner"] for topic in topics} - {SENDER} == owners


def test_every_process_is_watched() -> None:
    jobs = yaml.safe_load((ROOT / "deploy/compose/prometheus.yml").read_text())["scrape_configs"]
    watched = {target for job in jobs for static in job["static_configs"] for target in static["targets"]}
    assert watched == {f"{process}:9464" for one in INSTANCES for process in one.processes}


def test_no_label_of_a_process_hides_one_of_a_metric() -> None:
    """Prometheus would rename the metric's label, and no alert that uses it would fire."""
    (job,) = yaml.safe_load((ROOT / "deploy/compose/prometheus.yml").read_text())["scrape_configs"]
    given = {label for static in job["static_configs"] for label in static["labels"]}
    given |= {rule["target_label"] for rule in job["relabel_configs"]}
    metrics = [metric for metric in vars(telemetry).values() if isinstance(metric, MetricWrapperBase)]
    assert metrics
    assert given & {label for metric in metrics for label in metric._labelnames} == set()


@pytest.mark.parametrize("name", CONTAINERS)
def test_an_image_that_is_not_ours_is_pinned_by_its_digest(name: str) -> None:
    image = CONTAINERS[name]["image"]
    assert re.match(r"samplan/[a-z]+:", image) or re.fullmatch(rf"\$\{{[A-Z]+_IMAGE:-.+:.+{DIGEST}\}}", image)


class TestDockerfile:
    def test_is_pinned_to_the_digest_of_its_base(self) -> None:
        assert re.search(rf"^ARG PYTHON_IMAGE=python:\S+{DIGEST}$", DOCKERFILE, re.MULTILINE)
        froms = set(re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE))
        stages = set(re.findall(r"^FROM \S+ AS (\S+)", DOCKERFILE, re.MULTILINE))
        assert froms - stages == {"${PYTHON_IMAGE}"}

    def test_copies_the_pins_and_packages_of_one_service_only(self) -> None:
        assert re.findall(r"^COPY (?!--from)(\S+) ", DOCKERFILE, re.MULTILINE) == [
            "requirements/uv.txt",
            "requirements/${SERVICE}.txt",
            "contracts",
            "libs/bus",
            "libs/postgres",
            "libs/privacy",
            "libs/disclosure",
            "services/chassis",
            "*/${SERVICE}",
            "libs/testing",
            "libs/kit",
            "programmes",
        ]
        assert "--require-hashes -r /build/requirements.txt" in DOCKERFILE

    @pytest.mark.parametrize("target", ["service", "tool", "simulator"])
    def test_ends_unprivileged_and_starts_without_a_shell(self, target: str) -> None:
        stages = stage("runtime") + stage(target)
        assert re.findall(r"^USER (.+)$", stages, re.MULTILINE) == ["10001:10001"]
        assert re.findall(r"(?:CMD|ENTRYPOINT) (?!\[)", stages) == []
        assert "\nRUN " not in stages

    @pytest.mark.parametrize(
        ("target", "source"),
        [("service", "packages"), ("tool", "packages"), ("simulator", "with-testing")],
    )
    def test_installs_test_tools_only_in_the_simulator(self, target: str, source: str) -> None:
        assert re.findall(r"--from=(\S+) /opt/samplan/packages", stage(target)) == [source]

    @pytest.mark.parametrize("home", HOMES, ids=lambda home: home.name)
    def test_gives_each_service_its_image(self, home: Path) -> None:
        of_its_own = [one for one in CONTAINERS.values() if one["image"].startswith(f"samplan/{home.name}:")]
        (build,) = [one["build"] for one in of_its_own if "build" in one]
        assert build["target"] == TARGETS.get(home.name, "service")
        assert build["args"]["SERVICE"] == home.name

    @pytest.mark.parametrize("home", HOMES, ids=lambda home: home.name)
    def test_labels_the_version_of_every_package(self, home: Path) -> None:
        version = tomllib.loads((home / "pyproject.toml").read_text())["project"]["version"]
        assert f'org.opencontainers.image.version="{version}"' in DOCKERFILE


def stage(name: str) -> str:
    """The Dockerfile's lines from a stage's FROM to the next."""
    (found,) = re.findall(rf"^FROM \S+ AS {name}\n(.*?)(?=^FROM |\Z)", DOCKERFILE, re.MULTILINE | re.DOTALL)
    return f"\n{found}"
