"""What a file says of its table: what was counted, of which day, from which facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

WITHHELD = (
    "Visas inte: under fem, eller skulle röja ett antal som är det"
    " · Withheld: under five, or would give away a count that is"
)
FINAL = "Slutliga siffror · Final figures"
EXACT = "Exakta siffror, bara för den som är inloggad · Exact figures, only for those who are signed in"
MADE_UP = "Påhittade uppgifter: ingen i siffrorna finns · Made-up data: no person in these figures exists"


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where figures come from."""

    source: str  # Swedish · English, as every text of a file
    fictitious: bool  # the people in them are made up


@dataclass(frozen=True, kw_only=True)
class About:
    origin: Origin
    programme: str
    figure: str
    title: str
    definition: str  # empty for a figure without one
    as_of: date  # what had happened by the end of the day
    known_on: date | None  # the day on which the last fact was heard; None without facts
    last_fact: int
    is_published: bool

    @property
    def status(self) -> str:
        return FINAL if self.is_published else EXACT
