"""A paper as an HTML page: everything in it is escaped, and it runs no script."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from consent.papers.printing.document import Document

TEMPLATES = Path(__file__).parent


def page_of(document: Document) -> bytes:
    return _template().render(paper=document).encode()


@cache
def _template() -> Template:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    ).get_template("paper.html")
