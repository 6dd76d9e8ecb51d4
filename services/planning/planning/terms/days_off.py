"""Days off work in Sweden: public holidays, and the eves that are free by custom."""

from collections.abc import Mapping
from datetime import date
from functools import cache


@cache
def days_off(year: int) -> Mapping[date, str]:
    """With the Swedish name of each. Sundays are left out."""
    import holidays  # noqa: PLC0415  # loading it takes half a second, which only a calendar needs

    return holidays.country_holidays(
        "SE", years=year, language="sv", include_sundays=False, categories=("public", "de_facto")
    )


def is_day_off(day: date) -> bool:
    return day in days_off(day.year)
