"""The PDF read back: it is tagged, says in which language each part is, and its text can be copied out."""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject
from services.consent.tests.papers.examples import MARCH_9, filled_in, papers_in, receipt

from consent.papers.form_to_sign import form_to_sign
from consent.papers.printing.document import Document
from consent.papers.printing.pdf import pdf_of
from consent.papers.wording.languages import sentences_in
from consent.papers.wording.wording import Wording
from samplan.contracts.codes.languages import ParticipantLanguage

pytestmark = pytest.mark.slow

MARGIN = 62.4
ONE_OF_EACH_SCRIPT = {ParticipantLanguage.SV, ParticipantLanguage.AR, ParticipantLanguage.TI}
LANGUAGES = [
    language if language in ONE_OF_EACH_SCRIPT else pytest.param(language, marks=pytest.mark.slow)
    for language in ParticipantLanguage
]
EVERY_LETTER = "".join(
    chr(code)
    for first, last in ((0x20, 0x7E), (0xA0, 0x24F), (0x1E00, 0x1EFF), (0x2010, 0x2019))
    for code in range(first, last + 1)
)


def read(document: Document) -> PdfReader:
    return PdfReader(BytesIO(pdf_of(document)))


@cache
def read_in(language: ParticipantLanguage) -> list[tuple[Document, PdfReader]]:
    return [(document, read(document)) for document in papers_in(language)]


def tags(node: Any) -> Iterator[Any]:
    """The elements of the structure tree, in reading order."""
    node = node.get_object()
    if isinstance(node, list):
        for one in node:
            yield from tags(one)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield node
        yield from tags(node.get("/K", DictionaryObject()))


def left_of_the_title(reader: PdfReader) -> float:
    """In points from the left edge of the page."""
    places: list[float] = []

    def keep(text: str, page: list[float], line: list[float], *_: Any) -> None:
        places.extend([page[4] + line[4]] if text.strip() else [])

    reader.pages[0].extract_text(visitor_text=keep)
    return places[0]


def tags_of(reader: PdfReader) -> list[Any]:
    return list(tags(reader.root_object["/StructTreeRoot"]))


@pytest.mark.parametrize("language", LANGUAGES)
class TestAPaper:
    def test_states_its_language_and_shows_its_title(self, language: ParticipantLanguage) -> None:
        for document, reader in read_in(language):
            catalog: Any = reader.root_object
            assert catalog["/Lang"] == language
            assert catalog["/MarkInfo"]["/Marked"]
            assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
            assert reader.metadata
            assert reader.metadata.title == document.title.words

    def test_begins_at_the_margin_where_the_language_begins(self, language: ParticipantLanguage) -> None:
        is_rtl = sentences_in(language).direction == "rtl"
        for _, reader in read_in(language):
            assert (left_of_the_title(reader) > MARGIN + 10) == is_rtl

    def test_marks_each_swedish_sentence_beside_a_translation_as_swedish(
        self, language: ParticipantLanguage
    ) -> None:
        for document, reader in read_in(language):
            texts = [
                document.title,
                *document.notes,
                *(t for block in document.blocks for t in block.texts()),
            ]
            marked = [tag for tag in tags_of(reader) if tag["/S"] == "/P" and tag.get("/Lang") == "sv"]
            assert len(marked) >= sum(bool(text.swedish) for text in texts)
            assert {str(tag["/Lang"]) for tag in tags_of(reader) if "/Lang" in tag} <= {"sv", language}

    def test_gives_the_words_of_its_title_to_who_copies_them(self, language: ParticipantLanguage) -> None:
        for document, reader in read_in(language):
            text = reader.pages[0].extract_text()
            assert [word for word in document.title.words.split() if word not in text] == []


def test_a_receipt_is_read_from_the_heading_down() -> None:
    roles = [str(tag["/S"]) for tag in tags_of(read(receipt())) if tag["/S"] in {"/H1", "/H2", "/L", "/P"}]
    assert roles[0] == "/H1"
    assert roles.count("/H1") == 1
    assert roles.count("/H2") == 5
    assert roles[1] == "/L"


def test_a_log_has_a_table_with_headings() -> None:
    _, _, log, _ = papers_in(ParticipantLanguage.AR)
    roles = [str(tag["/S"]) for tag in tags_of(read(log))]
    assert roles.count("/TH") == roles.count("/TD") == 6


def test_every_letter_that_a_form_accepts_can_be_printed() -> None:
    for language in ParticipantLanguage:
        form = form_to_sign(filled_in(name=EVERY_LETTER), Wording.of(language), MARCH_9)
        assert pdf_of(form).startswith(b"%PDF")


def test_nothing_that_the_caller_writes_is_read_as_markup() -> None:
    form = form_to_sign(
        filled_in(place='#read("/etc/hostname") $x$'), Wording.of(ParticipantLanguage.SV), MARCH_9
    )
    assert '#read("/etc/hostname") $x$' in read(form).pages[0].extract_text()


def test_a_paper_that_is_printed_again_on_the_same_day_is_the_same_file() -> None:
    assert pdf_of(receipt()) == pdf_of(receipt())
