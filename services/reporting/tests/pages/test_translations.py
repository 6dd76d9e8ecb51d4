"""The Swedish catalogue is complete and compiled: run `make translations` after a change."""

import string
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from reporting.pages.language import TRANSLATIONS, Language, catalogue

SERVICE = Path(__file__).parents[2]
SWEDISH = TRANSLATIONS / "sv" / "LC_MESSAGES"
KEYWORDS = {"_": None, "text": None, "texts": (1, 2)}


def swedish() -> Catalog:
    with (SWEDISH / "messages.po").open("rb") as source:
        return read_po(source, locale="sv")


def extracted() -> set[object]:
    with (SERVICE / "babel.cfg").open() as config:
        methods, options = parse_mapping_cfg(config)  # type: ignore[no-untyped-call]  # untyped in Babel
    found = extract_from_dir(SERVICE, methods, options, keywords=KEYWORDS)
    return {message if isinstance(message, str) else tuple(message) for _, _, message, _, _ in found}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def forms(text: object) -> list[str]:
    return [text] if isinstance(text, str) else [str(form) for form in text]  # type: ignore[attr-defined]  # str or tuple


def test_every_sentence_has_its_swedish() -> None:
    translated = {message.id for message in swedish() if message.id and all(forms(message.string))}
    assert translated == extracted()


def test_a_translation_fills_in_the_same_values() -> None:
    for message in swedish():
        for original, translation in zip(forms(message.id), forms(message.string), strict=True):
            if message.id:
                assert placeholders(translation) == placeholders(original), message.id


def test_nothing_is_fuzzy() -> None:
    assert not [message.id for message in swedish() if message.id and message.fuzzy]


def test_what_is_served_is_what_was_compiled() -> None:
    fresh = BytesIO()
    write_mo(fresh, swedish())
    fresh.seek(0)
    assert vars(catalogue(Language.SV))["_catalog"] == vars(GNUTranslations(fresh))["_catalog"]
