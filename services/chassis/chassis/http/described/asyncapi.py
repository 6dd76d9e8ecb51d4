"""The events published on Kafka, as a page and as an AsyncAPI document, without external resources."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from html import escape
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from chassis.http.described.page import HEADERS, page
from samplan.contracts.documents.asyncapi import whole_document
from samplan.contracts.documents.schemas import Schema


@cache
def asyncapi() -> APIRouter:
    """`GET /asyncapi`, a page, and `GET /asyncapi.json`, the document; both without a token."""
    router = APIRouter(include_in_schema=False)

    @router.get("/asyncapi")
    async def show_page() -> Response:
        return page(whole_document()["info"]["title"], [_content_of_page()])

    @router.get("/asyncapi.json")
    async def show_document() -> Response:
        return Response(_document(), media_type="application/json", headers=HEADERS)

    return router


@cache
def _document() -> str:
    return json.dumps(whole_document(), ensure_ascii=False)


@cache
def _content_of_page() -> str:
    document = whole_document()
    return "\n".join(
        [
            f"<p>{escape(document['info']['description'])}",
            '<a href="/asyncapi.json">The complete document as AsyncAPI 3</a>.</p>',
            *(line for channel in document["channels"].values() for line in _channel(channel, document)),
        ]
    )


def _channel(channel: Schema, document: Schema) -> Iterator[str]:
    yield f"<h2><code>{escape(channel['address'])}</code></h2><p>{escape(channel['description'])}</p>"
    for name in channel["messages"]:
        message = document["components"]["messages"][name]
        yield f'<h3 id="{escape(name)}">{escape(message["title"])}</h3><p>{escape(message["summary"])}</p>'
        yield f"<p><code>{escape(message['name'])}</code></p>"
        yield "<table><thead><tr><th>Field</th><th>Content</th></tr></thead><tbody>"
        yield from _fields(message["payload"]["schema"], document)
        yield "</tbody></table>"


def _fields(reference: Schema, document: Schema) -> Iterator[str]:
    schema = _resolved(reference, document)
    for name, field in schema["properties"].items():
        optional = "" if name in schema["required"] else ", optional"
        yield f"<tr><td><code>{escape(name)}</code></td><td>{_content(field, document)}{optional}</td></tr>"


def _content(field: Schema, document: Schema) -> str:
    match _resolved(field, document):
        case {"enum": codes}:
            return " · ".join(f"<code>{escape(str(code))}</code>" for code in codes)
        case {"items": items}:
            return f"list of: {_content(items, document)}"
        case {"anyOf": [each, *_]}:
            return _content(each, document)
        case {"properties": properties}:
            return "; ".join(
                f"<code>{escape(name)}</code> {_content(each, document)}" for name, each in properties.items()
            )
        case plain:
            return escape(str(plain.get("format") or plain["type"]))


def _resolved(schema: Schema, document: Schema) -> Schema:
    if "$ref" not in schema:
        return schema
    found: Any = document
    for part in schema["$ref"].split("/")[1:]:
        found = found[part]
    resolved: Schema = found
    return resolved
