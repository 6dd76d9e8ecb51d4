"""Templates to HTML: autoescaped, undefined names refused, one environment per language."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from reporting.pages.language import Language
from reporting.pages.wording import Wording

TEMPLATES = Path(__file__).parent / "templates"


@cache
def environment(language: Language) -> Environment:
    say = Wording(language)
    templates = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals["say"] = say
    templates.globals["_"] = say.text
    return templates


def render(template: str, language: Language, **values: Any) -> str:
    """The page's HTML. Raises UndefinedError for a name that the template uses and `values` lacks."""
    return environment(language).get_template(template).render(**values)
