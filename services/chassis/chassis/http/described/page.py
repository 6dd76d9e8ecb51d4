"""The frame of a page that describes a service."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path

from fastapi import APIRouter
from starlette.responses import HTMLResponse, Response

STYLES = Path(__file__).with_name("pages.css")
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


def page(title: str, content: Iterable[str]) -> Response:
    """The content is markup, the title is text."""
    head = [
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>',
        '<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/asyncapi.css">',
        f"</head><body><main><h1>{escape(title)}</h1>",
    ]
    return HTMLResponse("\n".join([*head, *content, "</main></body></html>"]), headers=HEADERS)


@cache
def styles() -> APIRouter:
    """`GET /asyncapi.css`: the styles of every such page."""
    router = APIRouter(include_in_schema=False)

    @router.get("/asyncapi.css")
    async def show_styles() -> Response:
        return Response(STYLES.read_bytes(), media_type="text/css", headers=HEADERS)

    return router
