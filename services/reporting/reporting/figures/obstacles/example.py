"""A sample answer for the OpenAPI description."""

from __future__ import annotations

from reporting.answers.example import PROGRAMME
from reporting.figures.obstacles.query import ByAgency, ByKind, Lasting, Obstacles, Pattern

EXAMPLE = Obstacles(
    programme=PROGRAMME,
    all=Lasting(open=9, resolved=14, half_life_days=61),
    kinds=(ByKind(kind="rule_conflict", obstacles=Lasting(open=5, resolved=6, half_life_days=75)),),
    agencies=(ByAgency(agency="af", obstacles=Lasting(open=4, resolved=7, half_life_days=58)),),
    patterns=(
        Pattern(kind="rule_conflict", agency="af", obstacles=Lasting(open=3, resolved=4, half_life_days=70)),
    ),
)
