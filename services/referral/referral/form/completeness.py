"""Every gap of a form at once (R-02), as pointers into the request."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel
from pydantic.alias_generators import to_camel

from referral.form.fields import Form
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


@dataclass(frozen=True, kw_only=True)
class CompleteForm:
    """A form in which nothing is missing."""

    programme: str
    on: date
    personnummer: Personnummer
    form: Form


class FormHasGaps(Exception):
    """The form is not complete; `gaps` says where and why."""

    def __init__(self, gaps: list[dict[str, str]]) -> None:
        super().__init__()
        self.gaps = gaps


def gaps(form: Form) -> list[dict[str, str]]:
    """What is missing, not confirmed or dated after the referral, each as pointer and code."""
    wanted = [*ALWAYS, *(then for path, then in IF_SO.items() if _at(form, path) is True)]
    found = [(path, "missing") for path in wanted if _at(form, path) is None]
    found += [(path, "not_confirmed") for path in CONFIRMED if _at(form, path) is False]
    found += [(path, "after_the_referral") for path in BEFORE_REFERRAL if _is_late(form, path)]
    return [{"pointer": _pointer(path), "code": code} for path, code in found]


def complete(form: Form) -> CompleteForm:
    """Raises FormHasGaps."""
    number, found = form.participant.personnummer, gaps(form)
    if found or form.programme is None or form.occurred_on is None or number is None:
        raise FormHasGaps(found)
    return CompleteForm(programme=form.programme, on=form.occurred_on, personnummer=number, form=form)


def _at(form: Form, path: str) -> Any:
    value: Any = form
    for step in path.split("."):
        value = getattr(value, step)
    return value


def _is_late(form: Form, path: str) -> bool:
    since = _at(form, path)
    return since is not None and form.occurred_on is not None and bool(since > form.occurred_on)


def _pointer(path: str) -> str:
    return "#/" + "/".join(to_camel(step) for step in path.split("."))


def _fields(model: type[BaseModel], parents: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from _fields(field.annotation, f"{parents}{name}.")
        else:
            yield f"{parents}{name}"


POINTERS = frozenset(_pointer(path) for path in _fields(Form))
"""Every field of the form."""
