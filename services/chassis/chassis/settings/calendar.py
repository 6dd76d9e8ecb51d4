"""Calendar months, in which programmes state their limits."""

from calendar import monthrange
from datetime import MINYEAR, date


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it is shorter.

    Where there is no such year, the first day of all.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year < MINYEAR:
        return date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
