"""Two participant ids of one person, of which one stands. No consent is moved by it (C-14)."""

from enum import StrEnum
from typing import ClassVar

from chassis.decisions.domain import Refused
from chassis.decisions.number_replacement import IdLink, IdsLinked, LinkUndone


class Standing(StrEnum):
    """Of which number the participant id stands."""

    OLD = "old"
    NEW = "new"


class BeforeTheReplacement(Refused):
    code = "before_the_replacement"
    status = 422
    title: ClassVar[str] = "The date is earlier than the replacement"


class NumberReplaced(IdsLinked):
    TOPIC = "consent.NumberReplaced"


class NumberReplacementUndone(LinkUndone):
    TOPIC = "consent.NumberReplacementUndone"


class NumberReplacement(IdLink):
    TOPIC = "consent.NumberReplacement"
