"""docs/events.md: what is published, by whom, in which words."""

from collections.abc import Iterator
from pathlib import Path

from samplan.contracts.event import ContractEvent
from samplan.contracts.registry import EVENTS, PUBLISHERS, TypeName
from samplan.contracts.schemas import Schema, resolved, schema_of

PATH = Path("docs") / "events.md"

_HEAD = """# Published events

Written by `make docs` from `contracts/`: do not edit. Every event is a CloudEvents 1.0 message in Kafka's
binary mode: the attributes are `ce_*` headers, the value is JSON, the key is the subject. Schemas, and a
golden sample of each event, are in `contracts/samplan/contracts/data/` and in the wheel of
`samplan-contracts`. A published version only ever gains optional fields and codes.

Every event of the consent service, and any other that ends what a consent allows, says so in the header
`ce_effect`: `opens`, `narrows`, `ends` or `none`. A record that a reader cannot read closes its subject, the
aggregate of its key, unless this header says `opens` or `none`: until an operator has seen to the record,
nothing that rests on the subject is answered. Records from before 0.2.0 have no such header.
"""

_PLAIN = {"uuid": "id", "date": "date", "integer": "whole number", "string": "code"}


def write() -> None:
    PATH.write_text(page())


def page() -> str:
    return "\n".join([_HEAD, *(line for service in PUBLISHERS for line in _section(service))])


def _section(service: str) -> Iterator[str]:
    yield f"## {service.capitalize()}\n"
    yield f"Topic `<agency>.{service}.v1`, written by that agency's {service} service.\n"
    for type_name, event in EVENTS.items():
        if TypeName.parse(type_name).service == service:
            yield from _entry(event)


def _entry(event: type[ContractEvent]) -> Iterator[str]:
    schema = schema_of(event)
    effect = f", `ce_effect: {event.EFFECT}`" if event.EFFECT else ""
    yield f"### {event.__name__} · {event.SWEDISH}\n\n{schema['description']}\n\n`{event.TYPE}`{effect}\n"
    yield "| field | content |\n|---|---|"
    for name, field in schema["properties"].items():
        required = "" if name in schema["required"] else ", optional"
        subject = ", **subject**" if name == event.subject_field() else ""
        yield f"| `{name}` | {_content(field, schema)}{required}{subject} |"
    yield ""


def _content(field: Schema, root: Schema) -> str:
    match resolved(field, root):
        case {"enum": codes}:
            return " · ".join(f"`{code}`" for code in codes)
        case {"items": items}:
            return f"list of: {_content(items, root)}"
        case {"anyOf": [each, *_]}:
            return _content(each, root)
        case {"properties": properties}:
            return "; ".join(f"`{name}` {_content(each, root)}" for name, each in properties.items())
        case plain:
            return _PLAIN[plain.get("format") or plain["type"]]
