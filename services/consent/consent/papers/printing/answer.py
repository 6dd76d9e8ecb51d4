"""A paper over HTTP: a page or a PDF, as the caller accepts, and the page's style and fonts."""

from pathlib import Path
from typing import Annotated, Any

from fastapi import Header, Query, Request, Response
from fastapi.staticfiles import StaticFiles

from chassis.http.problems import Problem
from consent.papers.printing.document import Document
from consent.papers.printing.page import page_of
from consent.papers.printing.pdf import pdf_of
from samplan.contracts.codes.languages import ParticipantLanguage

PAGE, PDF = "text/html", "application/pdf"
STATIC = Path(__file__).parent / "static"

Accepted = Annotated[str, Header(alias="Accept", include_in_schema=False)]
Language = Annotated[ParticipantLanguage, Query(description="ISO 639. Default: Swedish")]

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}

A_PAPER: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The paper, as a page or as a tagged PDF",
        "content": {kind: {"schema": {"type": "string"}} for kind in (PAGE, PDF)},
    }
}

_files = StaticFiles(directory=STATIC)


def answer_with(paper: Document, accept: str) -> Response:
    """Raises Problem 406 if the caller accepts neither a page nor a PDF."""
    kind = _chosen(accept)
    headers = {
        "Cache-Control": "no-store",
        "Content-Language": paper.language,
        "Vary": "Accept",
        **SECURITY_HEADERS,
    }
    if kind == PAGE:
        return Response(page_of(paper), media_type=PAGE, headers=headers)
    headers["Content-Disposition"] = f'inline; filename="{paper.name}.pdf"'
    return Response(pdf_of(paper), media_type=PDF, headers=headers)


def _chosen(accept: str) -> str:
    """The first that is accepted, in the caller's order; `*/*` accepts a page."""
    wishes = sorted(map(_wish, accept.split(",")), key=lambda wish: -wish[0])
    for kind in (kind for quality, kind in wishes if quality > 0):
        if kind in {PAGE, "text/*", "*/*", ""}:
            return PAGE
        if kind in {PDF, "application/*"}:
            return PDF
    raise Problem(406, "not_acceptable")


def _wish(part: str) -> tuple[float, str]:
    kind, _, parameter = part.partition(";")
    _, _, quality = parameter.partition("q=")
    try:
        return float(quality or 1), kind.strip().lower()
    except ValueError:
        return 0, ""


async def style_or_font(path: str, request: Request) -> Response:
    response = await _files.get_response(path, request.scope)
    response.headers.update({"Cache-Control": "no-cache", **SECURITY_HEADERS})
    return response
