"""Every published event has a producer, a golden sample, a schema and an entry in the documentation."""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.contracts.stored_events import facts_of

from chassis.decisions.published import contract_of
from samplan.contracts.asyncapi import key_of
from samplan.contracts.event import ContractEvent
from samplan.contracts.registry import CHANNELS, EVENTS, PUBLISHERS, SENDERS, TypeName
from samplan.contracts.samples import all_golden
from samplan.contracts.schemas import committed

ROOT = Path(__file__).parents[2]
DOCS, SERVICES = ROOT / "docs", ROOT / "services"


def is_published_by(service: str, event: type[ContractEvent]) -> bool:
    """Whether a fact of the service has its name, or the service's table of what it publishes names it."""
    if any(contract_of(fact) is event and not fact.IS_PRIVATE for fact in facts_of(service)):
        return True
    publishing = SERVICES / service / service / "publishing.py"
    return publishing.exists() and bool(re.search(rf"\bpublished\.{event.__name__}\b", text_of(publishing)))


@cache
def text_of(file: Path) -> str:
    return file.read_text()


@cache
def channels() -> Mapping[str, Any]:
    document: dict[str, Mapping[str, Any]] = json.loads(text_of(DOCS / "asyncapi.json"))
    return document["channels"]


def service_of(event: type[ContractEvent]) -> str:
    return TypeName.parse(event.TYPE).service


PUBLISHED = [event for event in EVENTS.values() if service_of(event) not in SENDERS]


@pytest.mark.parametrize("event", PUBLISHED, ids=[event.TYPE for event in PUBLISHED])
class TestEveryEventOfAService:
    def test_has_a_producer_in_the_service_it_is_named_for(self, event: type[ContractEvent]) -> None:
        assert is_published_by(service_of(event), event)

    def test_has_no_producer_elsewhere(self, event: type[ContractEvent]) -> None:
        module = event.__module__.replace(".", r"(\.| import )")
        for other in set(PUBLISHERS) - {service_of(event)}:
            assert not any(contract_of(fact) is event for fact in facts_of(other))
            for publishing in (SERVICES / other / other).glob("publishing.py"):
                assert not re.search(rf"\b{module}\b", text_of(publishing))


@pytest.mark.parametrize("event", EVENTS.values(), ids=EVENTS.keys())
class TestEveryEvent:
    def test_has_a_golden_sample(self, event: type[ContractEvent]) -> None:
        assert event.TYPE in all_golden()

    def test_has_a_schema(self, event: type[ContractEvent]) -> None:
        assert committed(event.TYPE) is not None

    def test_has_an_entry_in_the_documentation(self, event: type[ContractEvent]) -> None:
        entry = f"### {event.__name__} · {event.SWEDISH}\n"
        assert entry in text_of(DOCS / "events.md")

    def test_is_a_message_of_its_channel(self, event: type[ContractEvent]) -> None:
        assert key_of(event) in channels()[CHANNELS[event.TYPE]]["messages"]
