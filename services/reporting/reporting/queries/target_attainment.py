"""Are the targets met: the one in force, and the first one?"""

from __future__ import annotations

from datetime import date

from reporting.queries.answer import Answer, Count, Definition, Share


class Target(Answer):
    value: int
    unit: str  # participants, percent
    valid_from: date
    reason: str
    approved_by: str


class Judgement(Answer):
    """An outcome against one revision of the target; nothing when the outcome is withheld."""

    target: Target
    attained_percent: float | None  # outcome / target
    is_met: bool | None


class Point(Answer):
    on: date
    outcome: Count | float | None  # None: withheld
    target: int


class Attainment(Answer):
    target: str  # participants, to_work_or_studies, share_to_work_or_studies, share_women
    unit: str
    as_of: date
    outcome: Count | None  # people; None where the target is a share
    share: Share | None  # None where the target is a number of people
    definitions: tuple[Definition, ...]
    in_force: Judgement
    first: Judgement
    revisions: tuple[Target, ...]
    over_time: tuple[Point, ...]  # month ends


class TargetAttainment(Answer):
    programme: str
    as_of: date
    targets: tuple[Attainment, ...]
