"""What a page says in one language: its sentences, and how it writes numbers and dates."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from gettext import NullTranslations
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from reporting.answers.answer import Count, Names, Share, Withheld
from reporting.pages.language import Language, catalogue

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NOT_MEASURED = "–"
MINUS = "\N{MINUS SIGN}"
NO_BREAK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Wording:
    language: Language

    @property
    def catalogue(self) -> NullTranslations:
        return catalogue(self.language)

    def text(self, message: str, **values: str) -> str:
        """A sentence; numbers in it are already written."""
        return self.catalogue.gettext(message).format(**values)

    def texts(self, singular: str, plural: str, number: int, **values: str) -> str:
        """A sentence that follows a number, which it may name as {number}."""
        return self.catalogue.ngettext(singular, plural, number).format(number=self.count(number), **values)

    def named(self, names: Names) -> str:
        """What data calls a thing in this language."""
        return names.sv if self._is_swedish else names.en

    def count(self, count: Count | None) -> str:
        match count:
            case None:
                return NOT_MEASURED
            case Withheld():
                return count.value
            case _:
                return format_decimal(count, locale=self.language.locale)

    def share(self, share: Share) -> str:
        """In percent. Withheld with either of its parts; a dash when there are no people."""
        if isinstance(share.numerator, Withheld) or isinstance(share.denominator, Withheld):
            return Withheld.WITHHELD
        return NOT_MEASURED if share.fraction is None else self.percent(share.fraction * 100)

    def percent(self, percent: Fraction | float, decimals: int = 2) -> str:
        return f"{self.number(percent, decimals)}{NO_BREAK if self._is_swedish else ''}%"

    def number(self, value: Fraction | float, decimals: int = 0) -> str:
        """A measured number: a median, a distance in points."""
        pattern = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
        return format_decimal(_half_up(value, decimals), pattern, locale=self.language.locale).replace(
            "-", MINUS
        )

    def day(self, day: date) -> str:
        return format_date(day, "d MMMM y", locale=self.language.locale)

    def moment(self, moment: datetime) -> str:
        """A recorded time in Stockholm's time zone."""
        pattern = "d MMMM y 'kl.' HH.mm" if self._is_swedish else "d MMMM y 'at' HH:mm"
        return format_datetime(moment, pattern, tzinfo=STOCKHOLM, locale=self.language.locale)

    @property
    def _is_swedish(self) -> bool:
        return self.language is Language.SV


def _half_up(value: Fraction | float, decimals: int) -> Decimal:
    """Half up: half-even would print 62.5 days as 62."""
    exact = Fraction(value)
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(
        Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP
    )
