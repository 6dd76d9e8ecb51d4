"""`GET /`: where everything of a service is, in Swedish and English. A front page of its own goes first."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html import escape
from typing import NamedTuple

from fastapi import APIRouter, Request
from starlette.responses import Response

from chassis.http.described.page import page


class Link(NamedTuple):
    """An address, and what is there."""

    to: str
    sv: str
    en: str


LINKS = (
    Link("/docs", "API:et: anrop och svar", "The API: requests and answers"),
    Link("/openapi.json", "Samma som OpenAPI", "The same as OpenAPI"),
    Link("/asyncapi", "Händelserna på Kafka", "The events on Kafka"),
    Link("/asyncapi.json", "Samma som AsyncAPI", "The same as AsyncAPI"),
    Link("/v1/api-info", "API:ets namn, version och status", "The API's name, version and status"),
    Link("/health/live", "Lever processen?", "Is the process alive?"),
    Link("/health/ready", "Tar tjänsten emot anrop?", "Does the service accept requests?"),
)
METRICS = (
    "Mätvärden finns på en egen port (METRICS_PORT), som bara driften når.",
    "Metrics are on a port of their own (METRICS_PORT), which operators alone reach.",
)


@cache
def index() -> APIRouter:
    """Without a token."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    async def show_index(request: Request) -> Response:
        return page(request.app.title, _content(request.app.description))

    return router


def _content(description: str) -> Iterator[str]:
    yield f"<p>{escape(description)}</p>"
    for heading, language, metrics in (("På svenska", "sv", METRICS[0]), ("In English", "en", METRICS[1])):
        yield f'<section lang="{language}"><h2>{heading}</h2><ul>'
        for link in LINKS:
            text = link.sv if language == "sv" else link.en
            yield f'<li><a href="{link.to}">{escape(text)}</a> (<code>{link.to}</code>)</li>'
        yield f"</ul><p>{metrics}</p></section>"
