"""Text of some paragraphs can be seen, and commands no terminal and no printer (K51)."""

import pytest
from pydantic import TypeAdapter, ValidationError

from chassis.http.fields import STORED, Words

WORDS = TypeAdapter[str](Words)


@pytest.mark.parametrize(
    "text", ["Ett stycke.\r\n\tOch ett till.", "\u200fنص\u200c", "mjukt\u00adbindestreck"]
)
def test_paragraphs_are_accepted(text: str) -> None:
    assert WORDS.validate_python(text) == text


@pytest.mark.parametrize("text", ["\u200b", "\u2800 \u3164", "\u00ad\n\ufeff"])
def test_text_in_which_nothing_is_seen_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="only_white_space"):
        WORDS.validate_python(text)


@pytest.mark.parametrize("text", ["a\u0001b", "\u001b[2J", "a\u0085b"])
def test_a_control_character_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="control_character"):
        WORDS.validate_python(text)


def test_what_an_earlier_version_stored_is_read() -> None:
    assert WORDS.validate_python("a\u0001b", context=STORED) == "a\u0001b"
