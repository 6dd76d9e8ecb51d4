"""JSON Schema 2020-12 of every published event, and which changes are allowed."""

import json
from collections.abc import Iterable, Iterator
from inspect import cleandoc
from pathlib import Path
from typing import Any

import msgspec

from samplan.contracts.event import ContractEvent
from samplan.contracts.registry import EVENTS, dataschema_of

FOLDER = Path(__file__).parents[1] / "data/schemas"

Schema = dict[str, Any]


def schema_of(event: type[ContractEvent]) -> Schema:
    """The schema that `ce_dataschema` of this event names."""
    (reference,), definitions = components_of([event], "#/$defs/{name}")
    name = reference["$ref"].rpartition("/")[2]
    body = definitions.pop(name)
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": dataschema_of(event.TYPE),
        **body,
    }
    return schema | {"$defs": dict(sorted(definitions.items()))} if definitions else schema


def components_of(
    events: Iterable[type[ContractEvent]], reference: str
) -> tuple[tuple[Schema, ...], dict[str, Schema]]:
    """A reference to each event's schema, and all schemas by name; they refer to each other the same way."""
    references, schemas = msgspec.json.schema_components(events, ref_template=reference)
    return references, {name: _described(schema) for name, schema in schemas.items()}


def _described(schema: Schema) -> Schema:
    """Without the docstring's indentation, which Python 3.13 removes by itself."""
    if "description" not in schema:
        return schema
    return schema | {"description": cleandoc(schema["description"])}


def path_of(type_name: str) -> Path:
    return FOLDER / f"{type_name.removeprefix('samplan.')}.json"


def committed(type_name: str) -> Schema | None:
    path = path_of(type_name)
    return json.loads(path.read_text()) if path.exists() else None


class NotAdditive(Exception):
    """A published version may only gain optional fields and codes: any other change needs a new version."""


def write() -> None:
    """Regenerate the schemas. Raises NotAdditive instead of breaking a published version."""
    for type_name, event in EVENTS.items():
        schema = schema_of(event)
        if breaches := [*breaches_of(committed(type_name) or schema, schema)]:
            raise NotAdditive(f"{type_name}: {', '.join(breaches)}")
        path_of(type_name).write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n")


def breaches_of(old: Schema, new: Schema, path: str = "") -> Iterator[str]:
    """The changes in `new` that would break a reader or a writer of `old`, one line each."""
    yield from _object_breaches(resolved(old, old), resolved(new, new), (old, new), path)


def _object_breaches(old: Schema, new: Schema, roots: tuple[Schema, Schema], path: str) -> Iterator[str]:
    before, after = old.get("properties", {}), new.get("properties", {})
    for name in before.keys() - after.keys():
        yield f"{path}/{name} is gone"
    for name in set(new.get("required", ())) ^ set(old.get("required", ())):
        if name in before and name in after:
            yield f"{path}/{name} changed between required and optional"
        elif name in after:
            yield f"{path}/{name} is new and required"
    for name in before.keys() & after.keys():
        yield from _value_breaches(before[name], after[name], roots, f"{path}/{name}")


def _value_breaches(old: Schema, new: Schema, roots: tuple[Schema, Schema], path: str) -> Iterator[str]:
    old, new = resolved(old, roots[0]), resolved(new, roots[1])
    if gone := set(old.get("enum", ())) - set(new.get("enum", ())):
        yield f"{path} lost {sorted(map(str, gone))}"
    if _shape(old) != _shape(new):
        yield f"{path} has another type"
    for each_old, each_new in zip(_parts(old), _parts(new), strict=False):
        yield from _value_breaches(each_old, each_new, roots, path)
    yield from _object_breaches(old, new, roots, path)


def _parts(schema: Schema) -> list[Schema]:
    return [schema["items"]] if "items" in schema else schema.get("anyOf", [])


def _shape(schema: Schema) -> Schema:
    nested = {"properties", "required", "items", "anyOf", "enum", "title", "description", "default"}
    return {name: value for name, value in schema.items() if name not in nested} | {
        "has enum": "enum" in schema,
        "parts": len(_parts(schema)),
    }


def resolved(schema: Schema, root: Schema) -> Schema:
    """The schema that a reference within `root` points to."""
    reference = schema.get("$ref")
    if reference is None:
        return {name: value for name, value in schema.items() if name not in ("$schema", "$id", "$defs")}
    resolved: Schema = root["$defs"][reference.rpartition("/")[2]]
    return resolved
