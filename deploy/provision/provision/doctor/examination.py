"""One examination of a landscape: look at everything at once, then judge it."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from confluent_kafka import KafkaException
from confluent_kafka.admin import AdminClient
from pydantic import ValidationError

from provision.doctor.asking import ask_answers, ask_metrics
from provision.doctor.cluster import Cluster, judge_cluster, look_at_cluster
from provision.doctor.finding import Finding
from provision.doctor.instances import Instance
from provision.doctor.judging import judge
from provision.doctor.seen import Seen
from provision.doctor.settings import is_checked, look_at_settings
from provision.landscape import Landscape

AT_ONCE = 4


@dataclass(frozen=True, kw_only=True)
class Examination:
    """What is wrong, and what could not be looked at."""

    instances: Sequence[str]
    findings: Sequence[Finding]
    not_looked_at: Sequence[str]

    @property
    def exit_code(self) -> int:
        """0: nothing is wrong. 1: warnings alone. 2: a fault."""
        levels = {finding.kind.level for finding in self.findings}
        return 2 if "fault" in levels else 1 if levels else 0


def examine(
    instances: Sequence[Instance], files: Landscape | None, admin: AdminClient | None, *, least_free: float
) -> Examination:
    """`admin`: a client with an administrator's rights; else the first instance's own."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        cluster = pool.submit(_cluster, instances, admin)
        seen = list(pool.map(partial(_look, least_free=least_free), instances))
        reached = cluster.result()
    names = [instance.name for instance in instances]
    of_cluster = list(judge_cluster(reached, names, files)) if reached else []
    return Examination(
        instances=names,
        findings=[*judge(seen), *of_cluster],
        not_looked_at=[*_unchecked(instances), *_unseen(reached, files)],
    )


def _look(instance: Instance, *, least_free: float) -> Seen:
    return Seen(
        agency=instance.agency,
        service=instance.service,
        answers=ask_answers(instance),
        held=look_at_settings(instance, least_free=least_free),
        processes={address: ask_metrics(address) for address in instance.processes},
    )


def _cluster(instances: Sequence[Instance], admin: AdminClient | None) -> Cluster | None:
    """None if it does not answer: each service's own check says so."""
    try:
        return look_at_cluster(admin or _client(instances[0]))
    except (KafkaException, OSError, ValidationError):
        return None


def _client(instance: Instance) -> AdminClient:
    return AdminClient({**instance.settings().kafka.for_librdkafka(), "log_level": 0})


def _unchecked(instances: Sequence[Instance]) -> list[str]:
    names = sorted({instance.service for instance in instances if not is_checked(instance)})
    return [f"the settings of {name}: it is not installed here" for name in names]


def _unseen(cluster: Cluster | None, files: Landscape | None) -> list[str]:
    if cluster is None:
        return ["topics and rights: Kafka does not answer"]
    settings = [] if cluster.shows_settings else ["retention of topics: the broker does not show it"]
    if files is None:
        return [*settings, "rights: name the folder of topics.yaml and acls.yaml (--files)"]
    shown = [] if cluster.rights is not None else ["rights: the broker does not show them to this user"]
    return [*settings, *shown]
