"""The OpenAPI document of an app: complete examples, and problems instead of FastAPI's error body."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

Schema = dict[str, Any]
Schemas = dict[str, Schema]


def describe(app: FastAPI) -> dict[str, Any]:
    """The document, generated once: it takes most of a second, and blocks all other requests."""
    if app.openapi_schema:
        return app.openapi_schema
    document = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes
    )
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    for schema in schemas.values():
        if shown := schema.get("examples"):
            schema["examples"] = [_with_nulls(example, schema, schemas) for example in shown]
    for path in document["paths"].values():
        for operation in path.values():
            _complete(operation["responses"], schemas)
            operation["responses"].pop("422", None)
            operation["responses"]["default"] = {
                "description": "A problem (RFC 9457)",
                "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
            }
    schemas["Problem"] = _PROBLEM
    app.openapi_schema = document
    return document


def _complete(responses: dict[str, Any], schemas: Schemas) -> None:
    for response in responses.values():
        for content in response.get("content", {}).values():
            if "example" in content:
                content["example"] = _with_nulls(content["example"], content["schema"], schemas)


def _with_nulls(example: Any, schema: Schema, schemas: Schemas) -> Any:
    """The example with the nulls that FastAPI removes although the schema requires them."""
    schema = _resolved(schema, schemas)
    if isinstance(example, list):
        return [_with_nulls(one, schema.get("items", {}), schemas) for one in example]
    if not isinstance(example, dict):
        return example
    members: Schemas = schema.get("properties", {})
    nulls = {name: None for name in schema.get("required", ()) if name not in example}
    return nulls | {name: _with_nulls(one, members.get(name, {}), schemas) for name, one in example.items()}


def _resolved(schema: Schema, schemas: Schemas) -> Schema:
    """The schema behind a reference or an optional type."""
    for one in schema.get("anyOf", ()):
        if one.get("type") != "null":
            return _resolved(one, schemas)
    if "$ref" in schema:
        return schemas[schema["$ref"].rsplit("/", 1)[1]]
    return schema


_PROBLEM: Schema = {
    "type": "object",
    "required": ["type", "title", "status", "instance", "code", "requestId"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "instance": {"type": "string"},
        "code": {"type": "string"},
        "requestId": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "code"],
                "properties": {
                    "line": {"type": "integer", "description": "Of a body of many rows"},
                    "pointer": {"type": "string"},
                    "field": {"type": "string", "description": "Of a template that is data"},
                    "code": {"type": "string"},
                },
            },
        },
    },
}
