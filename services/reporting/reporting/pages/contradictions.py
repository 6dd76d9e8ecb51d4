"""A contradiction between numbers, in words."""

from fractions import Fraction
from typing import assert_never

from reporting.answers.contradictions import Code, Contradiction, Expected
from reporting.pages.wording import Wording


def in_words(found: Contradiction, say: Wording) -> str:
    stated, expected = _number(found.stated, say), found.expected
    match found.code:
        case Code.PART_EXCEEDS_WHOLE:
            return say.text(
                "{stated} are more than all {whole}", stated=stated, whole=_number(expected[0].number, say)
            )
        case Code.RATE_IS_NOT_N_OF_D:
            return say.text(
                "{stated} is printed, but {right}", stated=_percent(found, say), right=_rates(found, say)
            )
        case Code.NO_COUNT_GIVES_THE_RATE:
            return say.text(
                "no number of people gives {stated}: {nearest}",
                stated=_percent(found, say),
                nearest=_rates(found, say),
            )
        case Code.ROW_DOES_NOT_ADD_UP | Code.COLUMN_DOES_NOT_ADD_UP:
            return say.text(
                "{where}: {stated} is printed, and the parts are {sum}",
                where=found.where.partition(":")[2],
                stated=stated,
                sum=_number(expected[0].number, say),
            )
    assert_never(found.code)


def _percent(found: Contradiction, say: Wording) -> str:
    return say.percent(Fraction(found.stated), _decimals(found.stated))


def _rates(found: Contradiction, say: Wording) -> str:
    return ", ".join(_rate(one, say) for one in found.expected)


def _rate(expected: Expected, say: Wording) -> str:
    return say.text(
        "{part} of {whole} are {percent}",
        part=say.count(expected.part),
        whole=say.count(expected.whole),
        percent=say.percent(Fraction(expected.number)),
    )


def _number(text: str, say: Wording) -> str:
    """With as many decimals as it is printed with."""
    return say.number(Fraction(text), _decimals(text))


def _decimals(text: str) -> int:
    return len(text.partition(".")[2])
