"""I8: every event that a service has ever stored still loads with the same content."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from eventsourcing.persistence import StoredEvent
from tests.contracts import stored_events
from tests.contracts.stored_events import AN_ID, SERVICES, facts_of, kept, name_of

from chassis.decisions.journal import from_stored, to_stored


def ever_stored() -> Iterator[tuple[str, StoredEvent]]:
    for service in SERVICES:
        assert facts_of(service)  # registers their topics
        for name, state in kept(service).items():
            topic = name.partition(" ")[0]
            yield (
                name,
                StoredEvent(originator_id=AN_ID, originator_version=1, topic=topic, state=state.encode()),
            )


STORED = dict(ever_stored())

_RESOLVE = """
import gc, importlib, sys
gc.disable()
from eventsourcing.utils import TopicError, resolve_topic

importlib.import_module(sys.argv[1] + ".service")
for topic in sys.argv[2:]:
    try:
        resolve_topic(topic)
    except TopicError:
        print(topic)
"""


class TestEveryStoredEvent:
    def test_still_loads(self) -> None:
        loaded = {name: name_of(type(from_stored(event))) for name, event in STORED.items()}
        assert {name for name in STORED if not loaded[name].startswith(f"{STORED[name].topic} ")} == set()

    def test_still_has_its_content(self) -> None:
        assert [name for name, event in STORED.items() if not has_its_content(name, event)] == []


def has_its_content(name: str, event: StoredEvent) -> bool:
    loaded = from_stored(event)
    stored, again = json.loads(event.state), json.loads(to_stored(loaded).state)
    is_moved = name != name_of(type(loaded))  # an upcaster may move an earlier version's members
    return is_moved or stored == {member: again.get(member) for member in stored}


@pytest.mark.parametrize("service", SERVICES)
def test_every_event_has_its_stored_bytes(service: str) -> None:
    """A new event gets them by `make stored-events`, in the commit that adds it."""
    assert {name_of(fact) for fact in facts_of(service)} - kept(service).keys() == set()


@pytest.mark.parametrize("service", SERVICES)
def test_no_event_was_removed(service: str) -> None:
    known = {name_of(fact).partition(" ")[0] for fact in facts_of(service)}
    assert {name.partition(" ")[0] for name in kept(service)} - known == set()


@pytest.mark.slow
@pytest.mark.parametrize("service", SERVICES)
def test_a_service_that_starts_knows_every_event(service: str) -> None:
    """Also those that no command records any more: in a process that imports nothing but the service."""
    topics = {name.partition(" ")[0] for name in kept(service)}
    command = [sys.executable, "-c", _RESOLVE, service, *sorted(topics)]
    unknown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert unknown.split() == []


def test_stored_bytes_are_never_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored_events, "FOLDER", tmp_path)
    names = {service: dict.fromkeys(map(name_of, facts_of(service)), "{}") for service in SERVICES}
    for service, events in names.items():
        (tmp_path / f"{service}.json").write_text(json.dumps(events))
    stored_events.main()
    assert {service: kept(service) for service in SERVICES} == names
