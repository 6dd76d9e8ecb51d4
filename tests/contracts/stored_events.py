"""`make stored-events` stores the bytes of each new domain event, and never overwrites any."""

import importlib
import json
import pkgutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from eventsourcing.utils import get_topic
from msgspec import inspect

from chassis.decisions.domain import DomainEvent
from chassis.decisions.journal import to_stored

FOLDER = Path(__file__).parent / "stored"
SERVICES = ("consent", "planning", "referral", "reporting", "steering")
AN_ID = UUID("00000000-0000-4000-8000-00000000000a")


def kept(service: str) -> Mapping[str, str]:
    """The stored state of each event, by its topic and the version of its class: `planning.TrackChosen 1`."""
    file = FOLDER / f"{service}.json"
    found: dict[str, str] = json.loads(file.read_text()) if file.exists() else {}
    return found


@cache
def facts_of(service: str) -> tuple[type[DomainEvent], ...]:
    """The facts that its aggregates can record, in whichever files."""
    package = importlib.import_module(service)
    for module in pkgutil.walk_packages(package.__path__, f"{service}."):
        importlib.import_module(module.name)
    return tuple(fact for fact in _leaves(DomainEvent) if fact.__module__.startswith(f"{service}."))


def name_of(fact: type[DomainEvent]) -> str:
    return f"{get_topic(fact)} {getattr(fact, 'class_version', 1)}"


def example_of(fact: type[DomainEvent]) -> DomainEvent:
    """An event with a value in every member."""
    described = inspect.type_info(fact)
    assert isinstance(described, inspect.DataclassType)
    members = {field.encode_name: _example(field.type) for field in described.fields}
    return msgspec.convert({**members, "originator_id": AN_ID, "originator_version": 1}, fact)


def _example(kind: inspect.Type) -> Any:
    match kind:
        case inspect.UnionType(types=types):
            return _example(next(one for one in types if not isinstance(one, inspect.NoneType)))
        case inspect.EnumType(cls=cls):
            return next(iter(cls)).value
        case inspect.LiteralType(values=values):
            return values[0]
        case inspect.CollectionType(item_type=item):
            return [_example(item)]
        case inspect.DictType(key_type=key, value_type=value):
            return {_example(key): _example(value)}
        case inspect.DataclassType(fields=fields) | inspect.StructType(fields=fields):
            return {field.encode_name: _example(field.type) for field in fields}
        case _:
            return _PLAIN[type(kind)]


_PLAIN: Mapping[type[inspect.Type], Any] = {
    inspect.BoolType: True,
    inspect.BytesType: "AAEC",
    inspect.DateTimeType: "2020-03-02T08:00:00+00:00",
    inspect.DateType: "2020-03-02",
    inspect.FloatType: 1.5,
    inspect.IntType: 1,
    inspect.StrType: "text",
    inspect.UUIDType: str(AN_ID),
}


def _leaves(kind: type[DomainEvent]) -> set[type[DomainEvent]]:
    direct = kind.__subclasses__()
    return {kind}.union(*map(_leaves, direct)) - {kind} if direct else {kind}


def main() -> None:
    for service in SERVICES:
        events = dict(kept(service))
        for fact in facts_of(service):
            if name_of(fact) not in events:
                events[name_of(fact)] = to_stored(example_of(fact)).state.decode()
        text = json.dumps(dict(sorted(events.items())), indent=1, ensure_ascii=False)
        (FOLDER / f"{service}.json").write_text(text + "\n")


if __name__ == "__main__":
    main()
