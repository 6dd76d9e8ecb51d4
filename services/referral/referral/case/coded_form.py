"""What is stored in clear of a form: its codes, and what it lacks."""

from dataclasses import dataclass

from samplan.contracts.codes import AgeBand, IncomeSupport, Sex


@dataclass(frozen=True, kw_only=True)
class Gap:
    """What a form lacks: where, as a pointer into it, and why, as a code."""

    pointer: str
    code: str


@dataclass(frozen=True, kw_only=True)
class CodedForm:
    """What a form says in codes alone."""

    sex: Sex
    age_band: AgeBand
    income_support: IncomeSupport
    has_income_support: bool
    is_protected: bool = False
