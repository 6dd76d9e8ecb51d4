"""Operators build alerts on metrics: each states what it counts and its unit, and identifies no one (I13)."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from prometheus_client import REGISTRY, Metric
from prometheus_client.metrics import MetricWrapperBase

from chassis.service.service import Service
from consent.service import SERVICE as CONSENT
from planning.service import SERVICE as PLANNING
from referral.service import SERVICE as REFERRAL
from reporting.service import SERVICE as REPORTING
from samplan.bus.observe import telemetry
from samplan.testing.harness import ServiceUnderTest
from steering.service import SERVICE as STEERING

UNITS = {
    "connections",
    "date",
    "erasures",
    "events",
    "position",
    "records",
    "requests",
    "revocations",
    "seconds",
    "total",
}
STATES = {"closed", "denied", "expected", "ready", "stopped", "up"}
LABELS = {"command", "method", "outcome", "partition", "reason", "role", "route", "status", "topic"}
"""Labels with at most a few dozen values, all of them from the program or a topic's name."""

DECLARED = {one._name: one for one in vars(telemetry).values() if isinstance(one, MetricWrapperBase)}
OURS: Mapping[str, Metric] = {
    metric.name: metric for metric in REGISTRY.collect() if metric.name.startswith("samplan_")
}


def test_all_of_them_are_declared_in_one_place() -> None:
    assert OURS.keys() == DECLARED.keys()


@pytest.mark.parametrize("metric", OURS.values(), ids=OURS.keys())
class TestEveryMetric:
    def test_states_what_it_counts(self, metric: Metric) -> None:
        assert len(metric.documentation.split()) > 1

    def test_ends_with_its_unit_or_state(self, metric: Metric) -> None:
        name = f"{metric.name}_total" if metric.type == "counter" else metric.name
        assert name.rpartition("_")[2] in UNITS | STATES

    def test_has_only_coded_labels(self, metric: Metric) -> None:
        assert set(DECLARED[metric.name]._labelnames) <= LABELS


@pytest.mark.parametrize(
    "service", [REFERRAL, CONSENT, PLANNING, REPORTING, STEERING], ids=lambda one: one.name
)
def test_every_service_exposes_all_of_them(service: Service, tmp_path: Path) -> None:
    with ServiceUnderTest(service, tmp_path) as under_test:
        metrics = under_test.metrics()
    assert [name for name in OURS if f"# HELP {name}" not in metrics] == []
    assert [name for name in OURS if f"# TYPE {name}" not in metrics] == []
