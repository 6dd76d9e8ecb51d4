"""deploy/k8s: least privilege everywhere, and the deployed services are the existing ones."""

from importlib import import_module
from pathlib import Path

import pytest
from tests.deploy.manifests import (
    DEMO,
    INSTANCES,
    K8S,
    Manifest,
    built,
    kustomization,
    literals,
    parts,
    pod_of,
)

from chassis.service.service import Service
from provision.landscape import read_landscape
from provision.strimzi import topics_of, users_of

FILES = K8S.parent / "kafka"
LANDSCAPE = read_landscape(FILES)
WORKLOADS = [(one, pod) for one in parts() if (pod := pod_of(one))]
CARDS = ".cards"
"""What an agency's own system writes: its principal is named after it."""
DEPLOYED = [name for name in LANDSCAPE.principals if not name.endswith(CARDS)]
SERVICES = ["referral", "consent", "planning", "reporting", "steering"]


def service(name: str) -> Service:
    found: Service = import_module(f"{name}.service").SERVICE
    return found


def named(workload: tuple[Manifest, Manifest]) -> str:
    return str(workload[0]["metadata"]["name"])


@pytest.mark.parametrize(("workload", "pod"), WORKLOADS, ids=[named(one) for one in WORKLOADS])
class TestAPod:
    def test_runs_unprivileged_with_a_read_only_root(self, workload: Manifest, pod: Manifest) -> None:
        """The restricted standard, and a read-only root file system."""
        [container] = pod["containers"]
        assert pod["securityContext"]["runAsNonRoot"] is True
        assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }

    def test_has_no_token_for_kubernetes(self, workload: Manifest, pod: Manifest) -> None:
        assert pod["serviceAccountName"] == "service"
        assert pod["automountServiceAccountToken"] is False

    def test_limits_its_memory(self, workload: Manifest, pod: Manifest) -> None:
        [container] = pod["containers"]
        assert container["resources"]["requests"]["cpu"]
        assert container["resources"]["limits"]["memory"]

    def test_shows_its_secrets_to_no_other_user(self, workload: Manifest, pod: Manifest) -> None:
        """A secret that all users can read is refused at start."""
        modes = [volume["secret"]["defaultMode"] for volume in pod["volumes"] if "secret" in volume]
        assert modes
        assert all(mode & 0o007 == 0 for mode in modes)

    def test_reaches_what_its_role_needs_and_nothing_else(self, workload: Manifest, pod: Manifest) -> None:
        name = workload["metadata"]["name"]
        [policy] = [p for p in parts() if p["kind"] == "NetworkPolicy" and p["metadata"]["name"] == name]
        ports = {rule["ports"][0]["port"] for rule in policy["spec"]["egress"]}
        talks_to_kafka = name in {"relay", "inbox"}
        assert (9093 in ports) == talks_to_kafka
        assert ("kafka-user" in {volume["name"] for volume in pod["volumes"]}) == talks_to_kafka
        assert (4318 in ports) == (name != "migrate"), "all but migrations send spans"
        assert 5432 in ports


@pytest.mark.parametrize(
    "workload", [w for w, _ in WORKLOADS if w["kind"] == "Deployment"], ids=lambda w: w["metadata"]["name"]
)
def test_a_long_running_process_has_probes(workload: Manifest) -> None:
    [container] = workload["spec"]["template"]["spec"]["containers"]
    assert container["livenessProbe"]["httpGet"]["path"] == "/health/live"
    assert container["readinessProbe"]["httpGet"]["path"] == "/health/ready"
    budgets = [one for one in parts() if one["kind"] == "PodDisruptionBudget"]
    assert workload["metadata"]["name"] in {one["metadata"]["name"] for one in budgets}


def test_all_traffic_is_denied_unless_allowed() -> None:
    [deny] = [one for one in parts() if one["metadata"]["name"] == "default-deny"]
    assert deny["spec"]["podSelector"] == {}
    assert set(deny["spec"]["policyTypes"]) == {"Ingress", "Egress"}
    assert "ingress" not in deny["spec"]


@pytest.mark.parametrize("name", SERVICES)
class TestABase:
    def test_has_the_roles_of_its_service(self, name: str) -> None:
        there = {Path(one).name for one in kustomization(K8S / "bases" / name)["resources"]}
        wanted = {
            "relay": service(name).translate is not None,
            "inbox": bool(service(name).reads),
            "tick": service(name).tick is not None,
        }
        roles = {role for role, is_wanted in wanted.items() if is_wanted}
        assert there == {"account", "migrate", "api", *roles}

    def test_has_a_volume_for_erasures_if_it_keeps_keys(self, name: str) -> None:
        components = kustomization(K8S / "bases" / name).get("components", [])
        assert ("../../parts/erasures" in components) == service(name).has_vault

    def test_gives_keys_to_who_signs_and_to_who_verifies(self, name: str) -> None:
        base = K8S / "bases" / name
        components = kustomization(base).get("components", [])
        assert ("../../parts/signing" in components) == service(name).signs
        assert ("../../parts/peers" in components) == bool(service(name).verifies)
        given = literals(base, "settings")
        assert ("SIGNING_KEYS_FILE" in given) == service(name).signs
        assert ("PEER_KEYS_DIR" in given) == bool(service(name).verifies)

    def test_states_what_its_inbox_believes(self, name: str) -> None:
        """I12: without TRUSTED_FILE no inbox starts."""
        components = kustomization(K8S / "bases" / name).get("components", [])
        assert ("../../kafka/trusted" in components) == bool(service(name).reads)

    def test_sets_what_the_service_knows(self, name: str) -> None:
        base = K8S / "bases" / name
        given = literals(base, "settings") | literals(base, "kafka")
        known = {field.upper() for field in service(name).settings.model_fields}
        assert set(given) - known == set()


@pytest.mark.parametrize("instance", INSTANCES)
def test_an_instance_logs_in_as_itself(instance: str) -> None:
    agency, _, name = instance.rpartition("-")
    folder = DEMO / instance
    assert kustomization(folder)["namespace"] == instance
    settings = literals(folder, "settings")
    assert settings.pop("AGENCY") == agency
    assert set(settings) <= {"CARD_SENDERS", "DELIVERS_TO"}
    assert literals(folder, "kafka") == {"KAFKA_SASL_USERNAME": f"{agency}.{name}"}


def test_every_principal_is_deployed() -> None:
    """But for the agencies' own systems."""
    assert {name.replace(".", "-") for name in DEPLOYED} == set(INSTANCES)


def test_the_cards_of_each_agencys_own_system_are_read_and_answered() -> None:
    """P-09."""
    senders = {name.removesuffix(CARDS) for name in LANDSCAPE.principals if name.endswith(CARDS)}
    told = literals(DEMO / "af-planning", "settings")["CARD_SENDERS"]
    assert senders == set(told.split(","))
    for sender in senders:
        assert LANDSCAPE.readers[f"{sender}{CARDS}.v1"] == ("af.planning",)
        assert LANDSCAPE.readers[f"af.card-rejections-to-{sender}.v1"] == (f"{sender}{CARDS}",)


def test_every_reader_of_a_kind_of_topic_is_granted_each_of_them() -> None:
    missing = [
        (principal, topic.name)
        for principal in DEPLOYED
        for topic in LANDSCAPE.topics
        if topic.name.partition(".")[2].removesuffix(".v1").removesuffix("-alive")
        in service(principal.rpartition(".")[2]).reads
        and principal not in LANDSCAPE.readers[topic.name]
    ]
    assert missing == []


def _channel_of(topic: str) -> str:
    """A consent service's heartbeats belong to it; what is delivered to one agency is another channel."""
    return topic.partition(".")[2].removesuffix(".v1").removesuffix("-alive")


def test_topics_and_users_are_those_of_the_files() -> None:
    """`python -m provision k8s` writes them."""
    assert (K8S / "kafka/topics.yaml").read_text() == topics_of(LANDSCAPE)
    assert (K8S / "kafka/users.yaml").read_text() == users_of(LANDSCAPE)
    assert (K8S / "kafka/trusted/trusted.toml").read_text() == (FILES / "trusted.toml").read_text()


@pytest.mark.real
class TestWhatIsBuilt:
    def test_sends_each_instance_its_own_settings(self) -> None:
        maps = {
            (one["metadata"]["namespace"], one["data"]["AGENCY"])
            for one in built()
            if one["kind"] == "ConfigMap" and "AGENCY" in one["data"]
        }
        assert maps == {(instance, instance.rpartition("-")[0]) for instance in INSTANCES}

    def test_runs_the_image_of_each_service(self) -> None:
        for one in built():
            if pod := pod_of(one):
                service_name = one["metadata"]["namespace"].rpartition("-")[2]
                assert pod["containers"][0]["image"] == f"samplan/{service_name}:0.1.0"

    def test_writes_erasures_where_persons_are_erased(self) -> None:
        writers = {
            (one["metadata"]["namespace"], one["metadata"]["name"])
            for one in built()
            if (pod := pod_of(one)) and "erasures" in {volume["name"] for volume in pod["volumes"]}
        }
        with_keys = [one for one in INSTANCES if service(one.rpartition("-")[2]).has_vault]
        assert writers == {(one, name) for one in with_keys for name in ("api", "tick")}

    def test_shows_signing_keys_to_the_api_of_who_signs_alone(self) -> None:
        shown = {
            (one["metadata"]["namespace"].rpartition("-")[2], one["metadata"]["name"])
            for one in built()
            if (pod := pod_of(one))
            for volume in pod["volumes"]
            for item in volume.get("secret", {}).get("items", ())
            if item["key"] == "signing.json"
        }
        assert shown == {("referral", "api")}

    def test_gives_public_keys_to_every_process_of_who_verifies(self) -> None:
        given = {
            (one["metadata"]["namespace"], one["metadata"]["name"])
            for one in built()
            if (pod := pod_of(one)) and "peers" in {volume["name"] for volume in pod["volumes"]}
        }
        assert given == {("finsam-consent", role) for role in ("api", "relay", "inbox", "tick")}

    def test_states_what_it_believes_to_each_inbox(self) -> None:
        told = {
            one["metadata"]["namespace"]
            for one in built()
            if (pod := pod_of(one)) and "trusted" in {volume["name"] for volume in pod["volumes"]}
            for setting in pod["containers"][0]["env"]
            if setting["name"] == "TRUSTED_FILE"
        }
        readers = {one["metadata"]["namespace"] for one in built() if one["metadata"]["name"] == "inbox"}
        assert told == readers
        assert set(INSTANCES) - readers == {"finsam-steering"}  # it reads no topic

    def test_is_valid_for_kubernetes(self) -> None:
        """Validated against the API's schemas; unknown fields are refused."""
        schemas = pytest.importorskip("kubernetes_validate", reason="`make test-real` installs it")
        ours = [one for one in built() if not one["apiVersion"].startswith("kafka.strimzi.io")]
        assert ours
        for one in ours:
            schemas.validate(one, schemas.latest_version(), strict=True)
