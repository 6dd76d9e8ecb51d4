"""Pages that run no script: everything in them is escaped."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.staticfiles import StaticFiles
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from planning.pages.words import Language, Words

HERE = Path(__file__).parent
PAGE = "text/html"
SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
NOT_STORED = {"Cache-Control": "no-store", **SECURITY_HEADERS}

page_files = APIRouter()
_files = StaticFiles(directory=HERE / "static")


def page_of(folder: Path, language: Language, shown: Mapping[str, Any], *, status: int = 200) -> Response:
    """`folder` holds `page.html`, which fills in `layout.html`, and `sentences/` in each language."""
    content = _template(folder).render(say=Words(language, folder), **shown)
    headers = {**NOT_STORED, "Content-Language": language.value}
    return Response(content, status, headers, media_type=PAGE)


@page_files.get("/pages/{path:path}", include_in_schema=False)
async def style(path: str, request: Request) -> Response:
    response = await _files.get_response(path, request.scope)
    response.headers.update({"Cache-Control": "no-cache", **SECURITY_HEADERS})
    return response


@cache
def _template(folder: Path) -> Template:
    return Environment(
        loader=FileSystemLoader([folder, HERE]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    ).get_template("page.html")
