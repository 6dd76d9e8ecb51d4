"""Personnummer of nobody, as many as a round needs: birth numbers 980 to 989 are Skatteverket's for tests."""

from collections.abc import Iterator
from datetime import date, timedelta

FIRST = date(1960, 1, 1)


def numbers(count: int) -> Iterator[str]:
    """Different ones, of women: two for each day of birth."""
    for place in range(count):
        born = FIRST + timedelta(days=place // 2)
        nine = f"{born:%y%m%d}98{place % 2 * 2}"
        digits = (int(digit) * (2 - at % 2) for at, digit in enumerate(nine))
        check = -sum(value // 10 + value % 10 for value in digits) % 10
        yield f"{born:%Y%m%d}-{nine[6:]}{check}"
