"""How tests read an answer and a section of the page."""

from reporting.answers.answer import BySex, Count, Withheld
from reporting.pages.language import Language
from reporting.pages.wording import Wording

SV, EN = Wording(Language.SV), Wording(Language.EN)
WITHHELD = Withheld.WITHHELD


def row(people: BySex) -> tuple[Count | None, ...]:
    return people.women, people.men, people.total


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")
