"""Who a programme is for: criterion by criterion, each with its reason (R-03).

The level of Swedish is no criterion and may never become one.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from referral.case.trace import Finding
from referral.criteria.area import Area
from referral.criteria.criteria import (
    AgeLimits,
    Childcare,
    Criteria,
    Criterion,
    Facts,
    Guarantee,
    GuaranteeRule,
    TargetGroup,
)
from samplan.contracts.codes import Outcome, Sex

Verdict = tuple[Outcome, str]
Verdicts = Iterator[tuple[Criterion, Verdict]]
NOT_STATED: Verdict = (Outcome.UNKNOWN, "not_stated")


def assess(criteria: Criteria, facts: Facts, areas: Mapping[str, Area]) -> tuple[Finding, ...]:
    """Try every criterion the policy names on the facts of the referral date."""
    return tuple(
        Finding(criterion=criterion.value, outcome=verdict[0], reason=verdict[1])
        for criterion, verdict in _verdicts(criteria, facts, areas)
    )


def completed_years(born: date, on: date) -> int:
    """Age in completed years: someone born on 29 February turns a year on 1 March."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _verdicts(criteria: Criteria, facts: Facts, areas: Mapping[str, Area]) -> Verdicts:
    yield from _of_the_person(criteria, facts, areas)
    yield from _of_the_situation(criteria, facts)


def _of_the_person(criteria: Criteria, facts: Facts, areas: Mapping[str, Area]) -> Verdicts:
    if criteria.sex is not None:
        yield Criterion.SEX, _sex(criteria.sex, facts)
    if criteria.age is not None:
        yield Criterion.AGE, _age(criteria.age, facts)
    if criteria.born_outside is not None:
        yield Criterion.BORN_OUTSIDE, _born_outside(areas[criteria.born_outside], facts)


def _of_the_situation(criteria: Criteria, facts: Facts) -> Verdicts:
    if criteria.guarantee is not None:
        yield Criterion.GUARANTEE, _guarantee(criteria.guarantee, facts)
    if criteria.target_group is not None:
        yield Criterion.TARGET_GROUP, _target_group(criteria.target_group, facts)
    if criteria.registered:
        yield Criterion.REGISTERED, _stated("registered", "not_registered", fact=facts.is_registered)
    if criteria.coordination_need:
        yield Criterion.COORDINATION_NEED, _stated("needed", "not_needed", fact=facts.needs_coordination)
    if criteria.childcare_met:
        yield Criterion.CHILDCARE, _childcare(facts)


def _stated(if_so: str, if_not: str, *, fact: bool | None) -> Verdict:
    if fact is None:
        return NOT_STATED
    return (Outcome.MET, if_so) if fact else (Outcome.NOT_MET, if_not)


def _sex(sexes: tuple[Sex, ...], facts: Facts) -> Verdict:
    within = None if facts.sex is None else facts.sex in sexes
    return _stated("in_target_group", "not_in_target_group", fact=within)


def _age(limits: AgeLimits, facts: Facts) -> Verdict:
    if facts.born_between is None:
        return NOT_STATED
    oldest, youngest = (completed_years(born, facts.referred_on) for born in facts.born_between)
    if limits.at_least <= youngest and oldest < limits.below:
        return Outcome.MET, "within_limits"
    if oldest < limits.at_least:
        return Outcome.NOT_MET, "too_young"
    if youngest >= limits.below:
        return Outcome.NOT_MET, "too_old"
    return Outcome.UNKNOWN, "day_of_birth_open"


def _born_outside(area: Area, facts: Facts) -> Verdict:
    if facts.country_of_birth is None:
        return NOT_STATED
    match area.holds(facts.country_of_birth, facts.referred_on):
        case Outcome.NOT_MET:
            return Outcome.MET, "outside_area"
        case Outcome.MET:
            return Outcome.NOT_MET, "inside_area"
        case Outcome.UNKNOWN:
            return Outcome.UNKNOWN, "needs_a_person"


def _guarantee(rule: GuaranteeRule, facts: Facts) -> Verdict:
    if facts.guarantee is None:
        return NOT_STATED
    inside = facts.guarantee is not Guarantee.NONE
    reason = "inside_guarantee" if inside else "outside_guarantee"
    return (Outcome.MET if inside == (rule is GuaranteeRule.INSIDE) else Outcome.NOT_MET), reason


def _target_group(groups: Mapping[str, TargetGroup], facts: Facts) -> Verdict:
    return _GROUPS[groups.get(facts.referring_agency, groups["other"])](facts)


def _on_sickness_benefit(facts: Facts) -> Verdict:
    return _stated("on_sickness_benefit", "not_on_sickness_benefit", fact=facts.is_on_sickness_benefit)


def _registered_twelve_months(facts: Facts) -> Verdict:
    if not facts.is_registered:
        return _stated("registered", "not_registered", fact=facts.is_registered)
    if facts.registered_since is None:
        return NOT_STATED
    long_enough = completed_years(facts.registered_since, facts.referred_on) >= 1
    return _stated("registered_twelve_months", "registered_too_short", fact=long_enough)


def _in_job_and_development_guarantee(facts: Facts) -> Verdict:
    inside = None if facts.guarantee is None else facts.guarantee is Guarantee.JOB_AND_DEVELOPMENT
    return _stated("in_guarantee", "not_in_guarantee", fact=inside)


def _childcare(facts: Facts) -> Verdict:
    if facts.childcare is None:
        return NOT_STATED
    met = facts.childcare is not Childcare.NOT_MET
    return (Outcome.MET if met else Outcome.NOT_MET), f"childcare_{facts.childcare.value}"


_GROUPS: Mapping[TargetGroup, Callable[[Facts], Verdict]] = {
    TargetGroup.ON_SICKNESS_BENEFIT: _on_sickness_benefit,
    TargetGroup.REGISTERED_TWELVE_MONTHS: _registered_twelve_months,
    TargetGroup.IN_JOB_AND_DEVELOPMENT_GUARANTEE: _in_job_and_development_guarantee,
}
