"""docs/asyncapi.json: the topics as an AsyncAPI 3 document."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from samplan.contracts.codes import Agency
from samplan.contracts.documents.schemas import components_of, path_of, schema_of
from samplan.contracts.effect import Effect
from samplan.contracts.event import ContractEvent
from samplan.contracts.registry import (
    CHANNELS,
    DELIVERERS,
    DELIVERIES,
    EVENTS,
    PUBLISHERS,
    SENDERS,
    TypeName,
    channel_to,
    channels_of,
)

PATH = Path("docs") / "asyncapi.json"

Node = dict[str, Any]

_TEXT: Node = {"type": "string"}
_POSITION: Node = {"type": "string", "pattern": "^[1-9][0-9]*$"}
_HEADERS: Node = {
    "ce_specversion": {"const": "1.0"},
    "ce_id": _TEXT | {"description": "<source>:<sequence>"},
    "ce_source": _TEXT
    | {
        "pattern": "^/[a-z-]+/[a-z-]+([.]to-[a-z-]+)?/[0-9a-z]+$",
        "description": "agency, channel, store epoch",
    },
    "ce_type": _TEXT,
    "ce_subject": _TEXT | {"format": "uuid", "description": "aggregate id, also the record's key"},
    "ce_time": _TEXT | {"format": "date-time", "description": "when it was recorded, UTC"},
    "ce_dataschema": _TEXT | {"format": "uri"},
    "ce_sequence": _POSITION | {"description": "position in the source's notification log"},
    "ce_partitionkey": _TEXT | {"format": "uuid"},
    "ce_aggregateversion": _POSITION | {"description": "position within the aggregate's published events"},
    "ce_correlationid": _TEXT,
    "ce_causationid": _TEXT,
    "content-type": {"const": "application/json"},
}
_OPTIONAL: Node = {
    "ce_previous": _TEXT
    | {"description": "ce_id of the previously published event about the same subject; absent for the first"},
    "ce_effect": _TEXT
    | {
        "enum": [effect.value for effect in Effect],
        "description": "how the event changes the sharing that a consent allows",
    },
    "ce_factid": _TEXT
    | {"format": "uuid", "description": "of what is delivered: the same in every epoch of its topic"},
    "traceparent": _TEXT,
}


def write() -> None:
    PATH.write_text(page())


def page() -> str:
    return json.dumps(document(), indent=2, ensure_ascii=False) + "\n"


def document() -> Node:
    """The document as it is committed: it refers to the schema files beside it."""
    return _document({event: {"$ref": _file_of(event)} for event in EVENTS.values()}, {})


def _file_of(event: type[ContractEvent]) -> str:
    return f"../contracts/samplan/contracts/data/schemas/{path_of(event.TYPE).name}"


def whole_document() -> Node:
    """A self-contained document, with every schema in it."""
    events = list(EVENTS.values())
    references, schemas = components_of(events, "#/components/schemas/{name}")
    return _document(dict(zip(events, references, strict=True)), dict(sorted(schemas.items())))


def _document(payloads: Mapping[type[ContractEvent], Node], schemas: Node) -> Node:
    channels = [(service, name) for service in (*PUBLISHERS, *SENDERS) for name in channels_of(service)]
    described = {name: _channel(service, name) for service, name in channels} | {DELIVERIES: _deliveries()}
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Samplan events",
            "version": "1.0.0",
            "description": "Events that agencies publish about a plan: CloudEvents 1.0, binary mode.",
            "license": {"name": "EUPL-1.2"},
        },
        "defaultContentType": "application/json",
        "channels": described,
        "operations": {f"publish_{name}": _operation(name) for name in described},
        "components": {
            "messages": {key_of(event): _message(event, payload) for event, payload in payloads.items()},
            "schemas": {
                "envelope": {
                    "type": "object",
                    "properties": _HEADERS | _OPTIONAL,
                    "required": list(_HEADERS),
                },
                **schemas,
            },
        },
    }


def key_of(event: type[ContractEvent]) -> str:
    """The event's name, with its service where several publish one of that name."""
    name = event.__name__
    is_shared = [one.__name__ for one in EVENTS.values()].count(name) > 1
    return f"{TypeName.parse(event.TYPE).service}.{name}" if is_shared else name


def _channel(service: str, name: str) -> Node:
    held = [event for type_name, event in EVENTS.items() if CHANNELS[type_name] == name]
    to_one = any(event.TO for event in held)
    writer = "own system of one agency" if service in SENDERS else f"{service} service of one agency"
    agencies = {"enum": [agency.value for agency in Agency]}
    return {
        "address": f"{{agency}}.{channel_to(name, '{reader}') if to_one else name}.v1",
        "description": f"Written only by the {writer}; ordered within an aggregate.",
        "parameters": {"agency": agencies} | ({"reader": agencies} if to_one else {}),
        "messages": {key_of(event): {"$ref": f"#/components/messages/{key_of(event)}"} for event in held},
    }


def _deliveries() -> Node:
    """What they hold of a service is in its own channel; here is what no other topic holds."""
    held = [event for type_name, event in EVENTS.items() if CHANNELS[type_name] == DELIVERIES]
    agencies = {"enum": [agency.value for agency in Agency]}
    return {
        "address": "{agency}.{service}.to-{recipient}.v1",
        "description": "What a service delivers to the system of one agency, which alone reads it.",
        "parameters": {"agency": agencies, "service": {"enum": [*DELIVERERS]}, "recipient": agencies},
        "messages": {key_of(event): {"$ref": f"#/components/messages/{key_of(event)}"} for event in held},
    }


def _operation(name: str) -> Node:
    return {"action": "send", "channel": {"$ref": f"#/channels/{name}"}}


def _headers(event: type[ContractEvent]) -> Node:
    envelope: Node = {"$ref": "#/components/schemas/envelope"}
    if event.EFFECT is None:
        return envelope
    return {"allOf": [envelope, {"properties": {"ce_effect": {"const": event.EFFECT.value}}}]}


def _message(event: type[ContractEvent], payload: Node) -> Node:
    return {
        "name": event.TYPE,
        "title": event.__name__,
        "summary": schema_of(event)["description"],
        "contentType": "application/json",
        "headers": _headers(event),
        "payload": {
            "schemaFormat": "application/schema+json;version=draft-2020-12",
            "schema": payload,
        },
        "correlationId": {"location": "$message.header#/ce_correlationid"},
        "bindings": {"kafka": {"key": {"type": "string", "format": "uuid"}, "bindingVersion": "0.5.0"}},
    }
