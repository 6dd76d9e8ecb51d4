"""Templates to HTML: autoescaped, undefined names refused, one environment per language."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from reporting.exports.formats import FORMATS
from reporting.pages.language import Language
from reporting.pages.visitor import Visitor
from reporting.pages.wording import Wording

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Pages:
    """The pages in one language. `fictitious`: each page says that its figures are made up."""

    language: Language
    fictitious: bool

    def render(self, template: str, visitor: Visitor, **values: Any) -> str:
        """The page's HTML. Raises for a name that the template uses and the caller did not give."""
        found = environment(self.language).get_template(template)
        return found.render(fictitious=self.fictitious, visitor=visitor, **values)


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
    templates.globals["formats"] = FORMATS
    return templates
