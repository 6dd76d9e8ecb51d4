"""What an instance answers without a token: readiness, version, clock, public keys and metrics."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx2
from prometheus_client.parser import text_string_to_metric_families

from provision.doctor.instances import Instance
from provision.doctor.seen import Answers, Metrics, PublicKeys

SECONDS = 5


def ask_answers(instance: Instance) -> Answers | None:
    """None if it does not answer."""
    with httpx2.Client(base_url=instance.address, timeout=SECONDS) as client:
        try:
            ready = client.get("/health/ready")
        except httpx2.TransportError:
            return None
        apart = _seconds_apart(ready.headers.get("date"), datetime.now(UTC))
        return Answers(
            missing=() if ready.is_success else _missing(ready),
            seconds_apart=apart,
            version=f"{_json(client, '/v1/api-info').get('apiVersion', '')}",
            signs_with=key_ids(_json(client, "/v1/jwks")),
        )


def ask_metrics(address: str) -> Metrics | None:
    """None if the process shows none there."""
    try:
        answer = httpx2.get(f"{address}/metrics", timeout=SECONDS)
    except httpx2.TransportError:
        return None
    return metrics_in(answer.text) if answer.is_success else None


def metrics_in(text: str) -> Metrics:
    """Each metric by name and the label `reason`, summed over all other labels."""
    found: dict[tuple[str, str], float] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            key = (sample.name, sample.labels.get("reason", ""))
            found[key] = found.get(key, 0.0) + sample.value
    return found


def key_ids(key_set: Mapping[str, Any]) -> PublicKeys:
    """The ids of the keys in a JSON Web Key Set."""
    return frozenset(f"{key.get('kid')}" for key in key_set.get("keys", ()))


def _missing(ready: httpx2.Response) -> tuple[str, ...]:
    try:
        return tuple(f"{part}" for part in ready.json()["missing"])
    except (ValueError, KeyError, TypeError):
        return (f"status {ready.status_code}",)


def _json(client: httpx2.Client, path: str) -> Mapping[str, Any]:
    """An empty answer where the service has no such route."""
    try:
        answer = client.get(path)
        found = answer.json() if answer.is_success else {}
    except (httpx2.TransportError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _seconds_apart(stated: str | None, now: datetime) -> float:
    """An HTTP date has whole seconds."""
    return (parsedate_to_datetime(stated) - now).total_seconds() if stated else 0
