"""Synthetic personnummer with a correct check digit, from the serials reserved for test numbers."""

from datetime import date

from samplan.contracts.codes import Sex

# Skatteverket's test numbers have serials 980-999, which no one born after 1989 has been given, and few born
# before. So a synthetic person matches a living one as rarely as the format allows.
FIRST_TEST_SERIAL = 980
LAST_TEST_SERIAL = 999


def synthetic_number(born_on: date, serial: int) -> str:
    """Twelve digits, `YYYYMMDDSSSC`."""
    digits = f"{born_on:%Y%m%d}{serial:03d}"
    return digits + str(check_digit(digits[2:]))


def born_on(number: str) -> date:
    """The day of birth in a synthetic number."""
    return date.fromisoformat(number[:8])


def check_digit(nine_digits: str) -> int:
    """Modulus 10 with the weights 2, 1, 2, 1 … over the nine digits after the century."""
    products = (int(digit) * (2 if at % 2 == 0 else 1) for at, digit in enumerate(nine_digits))
    return -sum(product // 10 + product % 10 for product in products) % 10


def serials(sex: Sex) -> range:
    """The test serials of that sex: even for women, odd for men, ten for each day of birth."""
    return range(FIRST_TEST_SERIAL + (sex is Sex.MAN), LAST_TEST_SERIAL + 1, 2)
