"""A paper as a tagged PDF (PDF/UA-1): its headings, lists, tables, languages and reading order are in it."""

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path

import typst

from consent.papers.printing.document import Document

TEMPLATE = Path(__file__).parent / "paper.typ"
FONTS = Path(__file__).parent / "static"


def pdf_of(document: Document) -> bytes:
    """The content reaches the template as data, so that nothing in it is read as markup."""
    data = json.dumps(asdict(document), ensure_ascii=False, default=str)
    return bytes(
        typst.compile(  # type: ignore[call-overload]  # its types do not know "ua-1", which it takes
            TEMPLATE.read_bytes(),
            font_paths=_fonts(),
            sys_inputs={"paper": data},
            format="pdf",
            pdf_standards=["ua-1"],
        )
    )


@cache
def _fonts() -> typst.Fonts:
    """Only ours: a paper looks the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
