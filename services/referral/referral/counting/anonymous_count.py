"""Who takes part in what an agency does by itself, without consent: sex and year, nothing else (R-06)."""

from datetime import date
from typing import Self
from uuid import UUID

from chassis.decisions.domain import Aggregate, Created
from samplan.contracts.codes import Sex


class AnonymousCount(Aggregate):
    """One person, under an id that is in no other record."""

    TOPIC = "referral.AnonymousCount"

    class Counted(Created):
        TOPIC = "referral.AnonymousParticipationCounted"
        sex: Sex
        year: int

        @property
        def occurred_on(self) -> date:
            """The year is all that is known."""
            return date(self.year, 1, 1)

    @classmethod
    def count(cls, count_id: UUID, sex: Sex, year: int) -> Self:
        return cls._create(cls.Counted, id=count_id, sex=sex, year=year)

    def __init__(self, *, sex: Sex, year: int) -> None:
        self.sex = sex
        self.year = year
