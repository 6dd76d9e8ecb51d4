"""A sample answer for the OpenAPI description: Malmökraften 2.0, shortened."""

from __future__ import annotations

from reporting.answers.answer import Withheld
from reporting.answers.example import PROGRAMME, STARTERS, by_sex
from reporting.figures.participants.query import Participants, Row

EXAMPLE = Participants(
    programme=PROGRAMME,
    people=by_sex(STARTERS),
    income_support_at_entry=(
        Row(code="ekonomiskt_bistand", people=by_sex((861, 771, 1632))),
        Row(code="sjukpenning", people=by_sex((Withheld.WITHHELD, Withheld.WITHHELD, 11))),
    ),
    referring_agency=(Row(code="malmo-ifo", people=by_sex((1204, 1173, 2377))),),
)
