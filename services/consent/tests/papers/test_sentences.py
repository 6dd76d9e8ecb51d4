"""Sentences are data: complete in every language, and beside the Swedish one until they are reviewed."""

import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

import consent.papers
from chassis.http.roles import roles
from consent.consent.consent import End
from consent.consent.terms import Capacity
from consent.papers.wording.languages import SENTENCES, Direction, Sentence, sentences_in
from consent.papers.wording.wording import Wording
from samplan.contracts.access import openings
from samplan.contracts.codes import ConsentKind, ConsentPurpose
from samplan.contracts.codes.languages import ParticipantLanguage
from samplan.privacy.circle.may_know import Rule

SWEDISH = sentences_in(ParticipantLanguage.SV).sentences
PLACEHOLDER = re.compile(r"\{(\w*)\}")
BY_CODE = {
    *(f"kind_{kind}" for kind in ConsentKind),
    *(f"statement_{kind}" for kind in ConsentKind),
    *(f"purpose_{purpose}" for purpose in ConsentPurpose),
    *(f"capacity_{capacity}" for capacity in Capacity),
    *(f"rule_{rule}" for rule in (Rule.CONSENT, Rule.EMERGENCY_ACCESS, Rule.OWN_RECORD)),
    *(f"role_{role}" for role in roles()),
    *(f"what_{what.replace('.', '_')}" for what in openings() if not what.startswith("samplan.")),
    *(f"state_{end}" for end in End),
}


def wording(**changed: Sentence) -> Wording:
    """English with some sentences changed."""
    english = sentences_in(ParticipantLanguage.EN)
    return Wording(
        english.model_copy(update={"sentences": {**english.sentences, **changed}}),
        sentences_in(ParticipantLanguage.SV),
    )


def reviewed(against: str) -> Sentence:
    return Sentence(
        text="Place", reviewed_by="A translator", reviewed_on=date(2026, 5, 4), reviewed_against=against
    )


@pytest.mark.parametrize("language", ParticipantLanguage)
class TestALanguage:
    def test_has_every_sentence(self, language: ParticipantLanguage) -> None:
        assert sentences_in(language).language == language
        assert sentences_in(language).sentences.keys() == SWEDISH.keys()

    def test_has_the_same_placeholders_in_every_sentence(self, language: ParticipantLanguage) -> None:
        own = sentences_in(language).sentences
        assert [
            key for key in own if PLACEHOLDER.findall(own[key].text) != PLACEHOLDER.findall(SWEDISH[key].text)
        ] == []

    def test_reads_in_the_direction_of_its_letters(self, language: ParticipantLanguage) -> None:
        letters = "".join(one.text for one in sentences_in(language).sentences.values())
        from_the_right = sum(unicodedata.bidirectional(one) in {"R", "AL"} for one in letters)
        is_rtl = from_the_right > len(letters) / 2
        assert sentences_in(language).direction == (Direction.RTL if is_rtl else Direction.LTR)

    def test_writes_dates_its_own_way(self, language: ParticipantLanguage) -> None:
        written = Wording.of(language).day(date(2020, 9, 1)).words
        assert "2020" in written
        assert "09" not in written


def test_a_file_is_a_language_that_can_be_asked_for() -> None:
    assert {file.stem for file in SENTENCES.glob("*.toml")} == set(ParticipantLanguage)


def test_every_code_that_a_paper_names_has_a_sentence() -> None:
    assert SWEDISH.keys() >= BY_CODE


def test_no_sentence_is_left_that_no_paper_says() -> None:
    (place,) = consent.papers.__path__
    code = "".join(file.read_text() for file in Path(place).rglob("*.py"))
    assert {key for key in SWEDISH if f'"{key}"' not in code} <= BY_CODE


class TestATranslation:
    def test_stands_beside_the_swedish_sentence_until_it_is_reviewed(self) -> None:
        assert wording(place=Sentence(text="Place")).say("place").swedish == "Ort"

    def test_stands_alone_once_it_is_reviewed(self) -> None:
        assert wording(place=reviewed(against="Ort")).say("place").swedish == ""

    def test_is_unreviewed_again_when_the_swedish_sentence_changes(self) -> None:
        assert wording(place=reviewed(against="Plats")).say("place").swedish == "Ort"

    def test_has_a_whole_mark_or_none(self) -> None:
        with pytest.raises(ValidationError, match="reviewer's mark"):
            Sentence(text="Place", reviewed_by="A translator")

    def test_writes_a_date_in_each_of_the_two_languages(self) -> None:
        said = wording().say("state_revoked", date=date(2020, 9, 1))
        assert said.words == "The consent was withdrawn on 1 September 2020."
        assert said.swedish == "Samtycket återkallades 1 september 2020."

    def test_is_not_needed_in_swedish(self) -> None:
        assert Wording.of(ParticipantLanguage.SV).say("place").swedish == ""
