"""A schedule as a page: everything in it is escaped, and it runs no script."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from planning.schedule.schedule import Schedule
from planning.schedule.wording import Wording

STYLE = (
    "body{font:1rem/1.5 sans-serif;color:#1b1b1b;background:#fff;margin:.5rem}"
    "table{border-collapse:collapse}"
    "th,td{padding:.3rem .4rem;text-align:start;overflow-wrap:anywhere;border-block-end:1px solid #767676}"
    "th[scope=row]{font-weight:400}span[lang=sv]{display:block;color:#4d4d4d}"
)
HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def page_of(schedule: Schedule, wording: Wording) -> str:
    return _template().render(schedule=schedule, wording=wording, style=Markup(STYLE))  # noqa: S704  # our own


@cache
def _template() -> Template:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    ).get_template("page.html")
