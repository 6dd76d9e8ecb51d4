"""Every published event has a producer, a golden sample, a schema and an entry in the documentation."""

import importlib
import inspect
import json
import re
from pathlib import Path

import pytest

from samplan.contracts.event import ContractEvent
from samplan.contracts.registry import EVENTS, PUBLISHERS, TypeName
from samplan.contracts.samples import all_golden
from samplan.contracts.schemas import committed

DOCS = Path(__file__).parents[2] / "docs"


def publishing_source(service: str) -> str:
    return inspect.getsource(importlib.import_module(f"{service}.publishing"))


def service_of(event: type[ContractEvent]) -> str:
    return TypeName.parse(event.TYPE).service


@pytest.mark.parametrize("event", EVENTS.values(), ids=EVENTS.keys())
class TestEveryEvent:
    def test_has_a_producer_in_the_service_it_is_named_for(self, event: type[ContractEvent]) -> None:
        assert re.search(rf"\bpublished\.{event.__name__}\b", publishing_source(service_of(event)))

    def test_has_no_producer_elsewhere(self, event: type[ContractEvent]) -> None:
        module = event.__module__.replace(".", r"(\.| import )")
        for other in set(PUBLISHERS) - {service_of(event)}:
            assert not re.search(rf"\b{module}\b", publishing_source(other))

    def test_has_a_golden_sample(self, event: type[ContractEvent]) -> None:
        assert event.TYPE in all_golden()

    def test_has_a_schema(self, event: type[ContractEvent]) -> None:
        assert committed(event.TYPE) is not None

    def test_has_an_entry_in_the_documentation(self, event: type[ContractEvent]) -> None:
        entry = f"### {event.__name__} · {event.SWEDISH}\n"
        assert entry in (DOCS / "events.md").read_text()

    def test_is_a_message_of_its_channel(self, event: type[ContractEvent]) -> None:
        document = json.loads((DOCS / "asyncapi.json").read_text())
        assert event.__name__ in document["channels"][service_of(event)]["messages"]
