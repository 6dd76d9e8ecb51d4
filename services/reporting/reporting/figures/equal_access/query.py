"""Do women and men, ages, municipalities and agencies have the same part in each intervention?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction

from reporting.answers.answer import Answer, Share, hundredths
from reporting.answers.interval import Part, newcombe
from reporting.cubes.access import Access, Enrolled, Started
from reporting.disclosure_control.view import View
from reporting.figures.equal_access.alarm import Alarm, alarms
from reporting.programmes.municipalities import municipalities_on, municipality_of


class Variable(StrEnum):
    SEX = "sex"
    AGE_GROUP = "age_group"
    MUNICIPALITY = "municipality"  # of the referring agency
    AGENCY = "agency"  # referring


class Compared(Answer):
    """A group against everybody else whose group is known; women against men.

    `points`: the first share less the second, with its 95 % interval by Newcombe; None for no people.
    """

    intervention: str
    variable: Variable
    code: str
    name: str = ""  # of a municipality
    group: Share
    others: Share
    points: float | None
    low: float | None
    high: float | None

    @property
    def is_certain(self) -> bool:
        return self.low is not None and self.high is not None and not self.low <= 0 <= self.high


class EqualAccess(Answer):
    programme: str
    as_of: date
    participants: int
    compared: tuple[Compared, ...]
    alarms: tuple[Alarm, ...]  # empty without a rule in force


CodeOf = Callable[[Enrolled | Started], str]


def equal_access(view: View) -> EqualAccess:
    return EqualAccess(
        programme=view.programme.id,
        as_of=view.as_of,
        participants=sum(one.people for one in view.access.enrolled),
        compared=tuple(_compared(view.access, view)),
        alarms=tuple(alarms(view.access, view.programme, view.as_of)),
    )


def _compared(access: Access, view: View) -> Iterator[Compared]:
    names = {str(row.id): row.name for row in municipalities_on(view.programme, view.as_of)}
    kinds = sorted({one.kind for one in access.started})
    for variable, code_of in _variables(view).items():
        people = _counted(access.enrolled, code_of)
        for kind in kinds:
            some = _counted([one for one in access.started if one.kind == kind], code_of)
            for code in _codes(variable, people):
                yield _against_others(kind, variable, code, names.get(code, ""), some, people)


def _variables(view: View) -> Mapping[Variable, CodeOf]:
    municipalities = municipality_of(view.programme, view.as_of)
    return {
        Variable.SEX: lambda one: one.sex,
        Variable.AGE_GROUP: lambda one: one.age_group,
        Variable.MUNICIPALITY: lambda one: municipalities.get(one.agency, ""),
        Variable.AGENCY: lambda one: one.agency,
    }


def _counted(some: Sequence[Enrolled | Started], code_of: CodeOf) -> Counter[str]:
    """By group, without those whose group is not known."""
    people: Counter[str] = Counter()
    for one in some:
        people[code_of(one)] += one.people
    del people[""]
    return people


def _codes(variable: Variable, people: Counter[str]) -> Sequence[str]:
    """Of two groups one alone: the other comparison says the same."""
    if variable is Variable.SEX:
        return ["woman"]
    codes = sorted(code for code, number in people.items() if number)
    return codes if len(codes) > 2 else codes[: len(codes) - 1]


def _against_others(
    kind: str, variable: Variable, code: str, name: str, some: Counter[str], people: Counter[str]
) -> Compared:
    group = Share(numerator=some[code], denominator=people[code])
    others = Share(
        numerator=some.total() - some[code],
        denominator=people.total() - people[code],
    )
    low, high = _interval(group, others)
    return Compared(
        intervention=kind,
        variable=variable,
        code=code,
        name=name,
        group=group,
        others=others,
        points=_points(group, others),
        low=low,
        high=high,
    )


def _points(group: Share, others: Share) -> float | None:
    if group.fraction is None or others.fraction is None:
        return None
    return hundredths(100 * (group.fraction - others.fraction))


def _interval(group: Share, others: Share) -> tuple[float | None, float | None]:
    if not group.denominator or not others.denominator:
        return None, None
    parts = (Part(int(one.numerator), int(one.denominator)) for one in (group, others))
    low, high = newcombe(*parts)
    return hundredths(Fraction(100 * low)), hundredths(Fraction(100 * high))
