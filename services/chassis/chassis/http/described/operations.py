"""`GET /docs`: the API as a page, from its OpenAPI document."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from functools import cache
from html import escape
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from chassis.http.described.page import page

Schema = dict[str, Any]


@cache
def operations() -> APIRouter:
    """Without a token."""
    router = APIRouter(include_in_schema=False)

    @router.get("/docs")
    async def show_operations(request: Request) -> Response:
        document = await asyncio.to_thread(request.app.openapi)
        return page(document["info"]["title"], _content(document))

    return router


def _content(document: Schema) -> Iterator[str]:
    yield f"<p>{escape(document['info']['description'])}"
    yield ' <a href="/openapi.json">The complete document as OpenAPI</a>.</p>'
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            yield from _operation(f"{method.upper()} {path}", operation)
    yield "<h2>Schemas</h2>"
    for name, schema in document["components"]["schemas"].items():
        yield f'<h3 id="{escape(name)}">{escape(name)}</h3><p>{escape(schema.get("description", ""))}</p>'
        yield from _table(_fields(schema))


def _operation(title: str, operation: Schema) -> Iterator[str]:
    yield f"<h3><code>{escape(title)}</code></h3><p>{escape(operation.get('summary', ''))}</p>"
    yield f"<p>{escape(operation.get('description', ''))}</p>"
    parameters = operation.get("parameters", ())
    yield from _table([(f"{one['name']} ({one['in']})", _type(one["schema"])) for one in parameters])
    for content in operation.get("requestBody", {}).get("content", {}).values():
        yield f"<p>Body: {_type(content['schema'])}</p>"
    for status, response in operation["responses"].items():
        bodies = [_type(one.get("schema", {})) for one in response.get("content", {}).values()]
        yield f"<p>{escape(status)}: {escape(response['description'])} {', '.join(bodies)}</p>"


def _fields(schema: Schema) -> list[tuple[str, str]]:
    required = schema.get("required", ())
    return [
        (name, _type(field) + ("" if name in required else ", optional"))
        for name, field in schema.get("properties", {}).items()
    ]


def _table(rows: list[tuple[str, str]]) -> Iterator[str]:
    if rows:
        yield "<table><thead><tr><th>Field</th><th>Content</th></tr></thead><tbody>"
        for name, content in rows:
            yield f"<tr><td><code>{escape(name)}</code></td><td>{content}</td></tr>"
        yield "</tbody></table>"


def _type(schema: Schema) -> str:
    """As markup: a named schema is a link."""
    match schema:
        case {"$ref": reference}:
            name = escape(reference.rsplit("/", 1)[1])
            return f'<a href="#{name}">{name}</a>'
        case {"enum": codes}:
            return " · ".join(f"<code>{escape(str(code))}</code>" for code in codes)
        case {"anyOf": kinds} | {"oneOf": kinds}:
            return " or ".join(_type(kind) for kind in kinds)
        case {"type": "array", "items": items}:
            return f"list of: {_type(items)}"
        case _:
            return escape(str(schema.get("format") or schema.get("type") or ""))
