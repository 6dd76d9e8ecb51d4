"""A target and how far an outcome is from it, in words."""

from reporting.pages.wording import NOT_MEASURED, Wording
from reporting.programmes.judging import Judgement, Target
from samplan.contracts.codes.indicators import Direction


def written(target: Target, say: Wording) -> str:
    if target.direction is Direction.WITHIN:
        lowest = say.count(target.value - target.tolerance)
        return f"{lowest}–{_number(target.value + target.tolerance, target, say)}"
    return _number(target.value, target, say)


def _number(value: int, target: Target, say: Wording) -> str:
    return say.percent(value, 0) if target.unit == "percent" else say.count(value)


def judged(judgement: Judgement, say: Wording) -> str:
    """How much of a target that is to be reached; how far from one that is not."""
    if judgement.attained_percent is not None:
        return say.percent(judgement.attained_percent)
    if judgement.deviation is None:
        return NOT_MEASURED
    return _distance(judgement.target, judgement.deviation, say)


def _distance(target: Target, deviation: float, say: Wording) -> str:
    decimals = 2 if target.unit == "percent" else 0
    return say.text("off by {difference}", difference=say.number(deviation, decimals))
