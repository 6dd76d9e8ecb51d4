"""Every gap of a form at once (R-02), as pointers into the request."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from chassis.decisions.domain import Refused
from referral.form.asked import Form
from samplan.privacy.personnummer import Personnummer

ALWAYS = (
    "programme",
    "occurred_on",
    "participant.personnummer",
    "participant.name",
    "participant.address",
    "participant.phone",
    "participant.country_of_birth",
    "participant.interpreter_needed",
    "economy.receives_income_support",
    "economy.registered_at_employment_service",
    "background.earlier_education",
    "background.current_planning",
    "background.question",
    "referrer.unit",
    "referrer.name",
    "referrer.email",
    "informed.orally",
    "informed.in_writing",
    "informed.language",
)
CONTACT = ("participant.address", "participant.phone")
IF_SO = {
    "participant.interpreter_needed": "participant.language",
    "economy.receives_income_support": "economy.income_support_since",
    "economy.registered_at_employment_service": "economy.registered_since",
}
CONFIRMED = ("informed.orally", "informed.in_writing")
BEFORE_REFERRAL = (
    "participant.residence_permit_since",
    "economy.income_support_since",
    "economy.registered_since",
)


class IncompleteReferral(Refused):
    """`errors` names every gap of the form at once (R-02)."""

    code = "incomplete_referral"
    status = 422
    title: ClassVar[str] = "The form has gaps"

    def __init__(self, gaps: list[dict[str, str]]) -> None:
        super().__init__(errors=gaps)
        self.gaps = gaps


@dataclass(frozen=True, kw_only=True)
class CompleteForm:
    """A form in which nothing is missing."""

    programme: str
    on: date
    personnummer: Personnummer
    form: Form


def gaps(form: Form) -> list[dict[str, str]]:
    """What is missing, not confirmed or dated after the referral, each as pointer and code."""
    asked = [*ALWAYS, *(then for path, then in IF_SO.items() if _at(form, path) is True)]
    wanted = [path for path in asked if path not in _stated_otherwise(form)]
    found = [(path, "missing") for path in wanted if _at(form, path) is None]
    found += [(path, "not_confirmed") for path in CONFIRMED if _at(form, path) is False]
    found += [(path, "after_the_referral") for path in BEFORE_REFERRAL if _is_late(form, path)]
    return [{"pointer": _pointer(path), "code": code} for path, code in found]


def complete(form: Form) -> CompleteForm:
    """Raises IncompleteReferral when there are gaps."""
    programme, on, number = form.programme, form.occurred_on, form.participant.personnummer
    if (missing := gaps(form)) or programme is None or on is None or number is None:
        raise IncompleteReferral(missing)
    return CompleteForm(programme=programme, on=on, personnummer=number, form=form)


def _stated_otherwise(form: Form) -> list[str]:
    """An address and a telephone number that are none or protected: both are under a protected identity."""
    is_protected = form.participant.protected_identity
    return [path for path in CONTACT if is_protected or _at(form, f"{path}_status") is not None]


def _at(form: Form, path: str) -> Any:
    value: Any = form
    for step in path.split("."):
        value = getattr(value, step)
    return value


def _is_late(form: Form, path: str) -> bool:
    since = _at(form, path)
    return since is not None and form.occurred_on is not None and bool(since > form.occurred_on)


def _pointer(path: str) -> str:
    """As the form names it over HTTP: `participant.country_of_birth` is `#/participant/countryOfBirth`."""
    return "#/" + "/".join(_camel(step) for step in path.split("."))


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(other.capitalize() for other in others)
