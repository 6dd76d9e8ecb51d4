"""The page: its language and direction, one outline, nothing inline, and no markup of the caller's."""

import re

import pytest
from services.consent.tests.papers.examples import MARCH_9, filled_in, papers_in

from consent.papers.form_to_sign import form_to_sign
from consent.papers.printing.document import Document
from consent.papers.printing.page import page_of
from consent.papers.wording.languages import sentences_in
from consent.papers.wording.wording import Wording
from samplan.contracts.codes.languages import ParticipantLanguage


def page(document: Document) -> str:
    return page_of(document).decode()


@pytest.mark.parametrize("language", ParticipantLanguage)
class TestAPage:
    def test_states_its_language_and_direction(self, language: ParticipantLanguage) -> None:
        direction = sentences_in(language).direction
        for document in papers_in(language):
            assert f'<html lang="{language}" dir="{direction}">' in page(document)

    def test_has_one_title_and_no_level_left_out(self, language: ParticipantLanguage) -> None:
        for document in papers_in(language):
            levels = re.findall(r"<h(\d)", page(document))
            assert levels[0] == "1"
            assert set(levels[1:]) <= {"2"}

    def test_has_nothing_that_the_strict_policy_blocks(self, language: ParticipantLanguage) -> None:
        for document in papers_in(language):
            assert not re.search(r"<script|<style|style=|https?://| on\w+=", page(document))


def test_says_that_a_translation_is_not_reviewed_in_both_languages() -> None:
    for language in ParticipantLanguage:
        own = sentences_in(language).sentences
        for document in papers_in(language):
            shown = page(document)
            is_translated = language is not ParticipantLanguage.SV
            assert (own["unreviewed"].text in shown) == is_translated
            assert ("Översättningen är ännu inte granskad." in shown) == is_translated


def test_nothing_that_the_caller_writes_is_read_as_markup() -> None:
    form = form_to_sign(filled_in(place="<b>'\"&"), Wording.of(ParticipantLanguage.SV), MARCH_9)
    assert "&lt;b&gt;&#39;&#34;&amp;" in page(form)
