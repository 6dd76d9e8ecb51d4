"""What a paper says, in order: the page and the PDF print the same blocks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from consent.papers.wording.wording import Text, Wording

Cell = tuple[Text, ...]
"""Of a table: its texts, one below the other."""


@dataclass(frozen=True)
class Heading:
    text: Text
    kind: Literal["heading"] = "heading"

    def texts(self) -> Iterator[Text]:
        yield self.text


@dataclass(frozen=True)
class Paragraph:
    text: Text
    kind: Literal["paragraph"] = "paragraph"

    def texts(self) -> Iterator[Text]:
        yield self.text


@dataclass(frozen=True)
class Items:
    """A list. With `boxes`, one to tick before each item."""

    label: Text
    items: tuple[Text, ...]
    boxes: bool = False
    kind: Literal["items"] = "items"

    def texts(self) -> Iterator[Text]:
        yield self.label
        yield from self.items


@dataclass(frozen=True)
class Fact:
    """A label and its value; without a value, a line to write on."""

    label: Text
    value: Text | None = None

    def texts(self) -> Iterator[Text]:
        yield self.label
        if self.value:
            yield self.value


@dataclass(frozen=True)
class Facts:
    facts: tuple[Fact, ...]
    kind: Literal["facts"] = "facts"

    def texts(self) -> Iterator[Text]:
        for fact in self.facts:
            yield from fact.texts()


@dataclass(frozen=True)
class Table:
    head: tuple[Text, ...]
    rows: tuple[tuple[Cell, ...], ...]
    kind: Literal["table"] = "table"

    def texts(self) -> Iterator[Text]:
        yield from self.head
        for row in self.rows:
            for cell in row:
                yield from cell


Block = Heading | Paragraph | Items | Facts | Table


@dataclass(frozen=True)
class Document:
    """`notes` say which text applies, and that a translation is not reviewed. `printed_on` dates the PDF."""

    name: str
    language: str
    direction: str
    printed_on: date
    title: Text
    notes: tuple[Text, ...]
    blocks: tuple[Block, ...]


def document(name: str, title: Text, blocks: tuple[Block, ...], say: Wording, printed_on: date) -> Document:
    """`name` is the file's, without the language."""
    texts = (title, *(text for block in blocks for text in block.texts()))
    unreviewed = (say.say("unreviewed"),) if any(text.swedish for text in texts) else ()
    applies = (say.say("swedish_applies"),) if say.is_translated else ()
    return Document(
        name=f"{name}-{say.own.language}",
        language=say.own.language,
        direction=say.own.direction,
        printed_on=printed_on,
        title=title,
        notes=(*unreviewed, *applies),
        blocks=(*blocks, Paragraph(say.say("printed_on", date=printed_on))),
    )
