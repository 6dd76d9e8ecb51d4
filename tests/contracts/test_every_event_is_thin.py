"""Nothing personal leaves a service: every field of every published event has a reviewed class."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from tests.contracts.classified import CLASSIFIED, Content

from samplan.contracts.documents.samples import all_golden
from samplan.contracts.documents.schemas import Schema, resolved, schema_of
from samplan.contracts.registry import EVENTS

PERSONAL_WORDS = re.compile(
    "name|namn|person|personnummer|pnr|ssn|birth|birthday|born|phone|telephone|telefon|mobile|mail|email|post"
    "|street|address|adress|contact|country|land|nationality|language|health|halsa|diagnosis|family|child|children"
    "|barn|notes?|text|comment|words|description|remark|amount|belopp|salary|wage|hash|hmac"
)

PERSONAL_CONTENTS = {
    "personnummer": re.compile(r"(?<![0-9a-f-])([0-9]{2})?[0-9]{6}[-+ ]?[0-9]{4}(?![0-9a-f-])"),
    "phone number": re.compile(r"(?<![0-9a-f-])(\+46|0046|0)[ -]?[0-9]{1,3}[ -]?[0-9]{2,3}[ -]?[0-9 ]{4,}"),
    "e-mail address": re.compile(r"[^\s@]+@[^\s@]+"),
    "free text": re.compile(r"\s|[^\x21-\x7e]|^[A-Z][a-z]"),
}

UUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"


def fields_of(schema: Schema, root: Schema, prefix: str = "") -> Iterator[tuple[str, Schema]]:
    """Every leaf of an event: its dotted name on the wire and its schema."""
    for name, field in schema["properties"].items():
        for leaf in _alternatives(field, root):
            if "properties" in leaf:
                yield from fields_of(leaf, root, f"{prefix}{name}.")
            else:
                yield f"{prefix}{name}", leaf


def _alternatives(field: Schema, root: Schema) -> Iterator[Schema]:
    field = resolved(field, root)
    inner = [field["items"]] if "items" in field else field.get("anyOf")
    if inner is None:
        yield field
    for each in inner or ():
        yield from _alternatives(each, root)


def holds(content: Content, leaf: Schema) -> bool:
    """Whether the schema allows only content of that class."""
    match content:
        case Content.CODE:
            return "enum" in leaf or "[0-9]{1,3}" in leaf.get("pattern", "") or leaf["type"] == "null"
        case Content.PSEUDONYM:
            return leaf.get("format") == "uuid" or leaf["type"] == "null"
        case Content.DATE:
            return leaf.get("format") == "date"
        case Content.DIGEST:
            return leaf.get("pattern") == "^[0-9a-f]{64}$"
        case Content.INSTANT:
            return leaf.get("format") == "date-time"
        case Content.COUNT | Content.VERSION:
            return (
                leaf["type"] == "null"
                or leaf.get("format") == "uuid"
                or "[0-9]{1,4}" in leaf.get("pattern", "")
                or leaf["type"] in {"integer", "boolean"}
            )


def every_field() -> Iterator[tuple[str, str, Schema]]:
    """The type of the event, the name of the field, and its schema."""
    for type_name, event in EVENTS.items():
        for name, leaf in fields_of(schema_of(event), schema_of(event)):
            yield type_name, name, leaf


def test_exactly_the_published_fields_are_classified() -> None:
    """Classify a new field in CLASSIFIED, or do not publish it."""
    assert {name for _, name, _ in every_field()} == CLASSIFIED.keys()


def test_every_published_field_allows_only_its_class() -> None:
    assert [(event, name) for event, name, leaf in every_field() if not holds(CLASSIFIED[name], leaf)] == []


def is_named_like_something_personal(name: str) -> bool:
    return any(PERSONAL_WORDS.fullmatch(word.lower()) for word in re.findall(r"[A-Z]?[a-z]+", name))


def test_no_published_field_is_named_like_something_personal() -> None:
    assert list(filter(is_named_like_something_personal, CLASSIFIED)) == []


def looks_personal(text: str) -> str | None:
    """The kind of personal data that the text resembles, or None."""
    if re.fullmatch(UUID, text) or re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    return next((kind for kind, pattern in PERSONAL_CONTENTS.items() if pattern.search(text)), None)


def texts_in(value: Any) -> Iterator[str]:
    match value:
        case dict():
            for each in value.values():
                yield from texts_in(each)
        case list():
            for each in value:
                yield from texts_in(each)
        case str():
            yield value


def test_no_sample_holds_anything_that_looks_personal() -> None:
    texts = {
        (name, text)
        for name, sample in all_golden().items()
        for text in (*texts_in(sample.data), (sample.key or b"").decode())
    }
    assert {said: kind for said in texts if (kind := looks_personal(said[1]))} == {}


def test_no_published_code_looks_personal() -> None:
    codes = {code for _, _, leaf in every_field() for code in leaf.get("enum", ())}
    assert {code: kind for code in codes if (kind := looks_personal(code))} == {}


class TestLooksPersonal:
    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("19850709-9805", "personnummer"),
            ("198507099805", "personnummer"),
            ("850709-9805", "personnummer"),
            ("19850769-9804", "personnummer"),
            ("id:8507099805", "personnummer"),
            ("040-34 50 00", "phone number"),
            ("+46 70 123 45 67", "phone number"),
            ("someone@example.org", "e-mail address"),
            ("Amina", "free text"),
            ("prefers mornings", "free text"),
            ("förälder", "free text"),
        ],
    )
    def test_is_true_of_what_must_not_be_published(self, text: str, kind: str) -> None:
        assert looks_personal(text) == kind

    @pytest.mark.parametrize("text", ["work_subsidised", "25-29", "malmokraften", "malmo-ifo", "2020-02-03"])
    def test_is_false_of_codes_and_dates(self, text: str) -> None:
        assert looks_personal(text) is None
