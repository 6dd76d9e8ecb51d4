"""What commands ask of a form: the personal fields are checked at the edge, in `fields`."""

from datetime import date
from typing import Any, Protocol

from referral.criteria.criteria import Childcare, Guarantee
from samplan.contracts.codes import IncomeSupport
from samplan.privacy.personnummer import Personnummer


class Sealable(Protocol):
    """A part that is stored sealed."""

    def to_seal(self) -> dict[str, Any]:
        """Its members as JSON; those left open are left out."""


class Meeting(Sealable, Protocol):
    """Who meets, when and where: personal beside the date, and stored sealed."""

    @property
    def meeting_on(self) -> date: ...

    @property
    def participants(self) -> tuple[str, ...]: ...

    @property
    def provides_for_interpreter(self) -> bool:
        """Whether one is booked, or it says why not."""


class ContactDetails(Sealable, Protocol):
    """An address and a telephone number, or why there is none."""


class Representative(Sealable, Protocol):
    """Who speaks for the person, and by what right."""


class Participant(Protocol):
    @property
    def personnummer(self) -> Personnummer | None: ...

    @property
    def country_of_birth(self) -> str | None: ...

    @property
    def interpreter_needed(self) -> bool | None: ...

    @property
    def protected_identity(self) -> bool | None: ...


class Economy(Protocol):
    @property
    def receives_income_support(self) -> bool | None: ...

    @property
    def main_income(self) -> IncomeSupport | None: ...

    @property
    def registered_at_employment_service(self) -> bool | None: ...

    @property
    def registered_since(self) -> date | None: ...


class Circumstances(Protocol):
    @property
    def guarantee(self) -> Guarantee | None: ...

    @property
    def on_sickness_benefit(self) -> bool | None: ...

    @property
    def needs_coordination(self) -> bool | None: ...

    @property
    def childcare(self) -> Childcare | None: ...


class Form(Sealable, Protocol):
    @property
    def programme(self) -> str | None: ...

    @property
    def occurred_on(self) -> date | None: ...

    @property
    def participant(self) -> Participant: ...

    @property
    def economy(self) -> Economy: ...

    @property
    def circumstances(self) -> Circumstances: ...

    def sent_to(self, programme: str, on: date) -> "Form":
        """The same form for another programme, with its own referral date."""
