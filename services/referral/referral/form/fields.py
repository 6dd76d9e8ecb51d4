"""The form's fields. Each may be left open, so that all that is missing can be named in one answer."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
)

from chassis.decisions.clock import today
from chassis.http.fields import Code, Line, PastDate, StrictModel, Words
from referral.criteria.criteria import Childcare, Guarantee
from referral.form.contact import Address, ContactStatus, Phone
from referral.form.example import EXAMPLE
from samplan.contracts.codes import IncomeSupport
from samplan.privacy.personnummer import NotAPersonnummer, Personnummer


def _personnummer(value: Any) -> Personnummer:
    if isinstance(value, Personnummer):
        return value
    if not isinstance(value, str):
        raise ValueError("not_a_personnummer")  # noqa: TRY004  # pydantic takes a ValueError's word as the code
    try:
        return Personnummer.parse(value, on=today())
    except NotAPersonnummer as refused:
        raise ValueError(refused.fault.value) from None


Number = Annotated[
    Personnummer,
    BeforeValidator(_personnummer),
    PlainSerializer(lambda number: number.digits, return_type=str),
    WithJsonSchema({"type": "string", "description": "YYYYMMDD-NNNN, or YYMMDD+NNNN from the year of 100"}),
]
Country = Annotated[str, Field(pattern="^[A-Z]{2}([A-Z]{2})?$")]
Language = Annotated[str, Field(pattern="^[a-z]{2,3}$")]
Email = Annotated[str, Field(pattern="^[^@ ]{1,64}@[^@ ]{1,255}$", max_length=254)]


class Personal(StrictModel):
    """A part of the form. Its fields are shown in no message and no log."""

    def to_seal(self) -> dict[str, Any]:
        return self.model_dump(mode="json", exclude_defaults=True)

    def __repr_args__(self) -> list[tuple[str | None, Any]]:
        return []


class Participant(Personal):
    personnummer: Number | None = None
    name: Line | None = None
    address_status: Code[ContactStatus] | None = None
    address: Address | None = None
    phone_status: Code[ContactStatus] | None = None
    phone: Phone | None = None
    country_of_birth: Country | None = Field(
        None, description="ISO 3166-1 alpha-2, ISO 3166-3 for a dissolved state, XX for none"
    )
    residence_permit_since: PastDate | None = None
    interpreter_needed: bool | None = None
    language: Language | None = Field(None, description="ISO 639")
    family: Words | None = None
    protected_identity: bool | None = Field(None, description="Skyddade personuppgifter")


class Economy(Personal):
    receives_income_support: bool | None = Field(None, description="Ekonomiskt bistånd")
    income_support_since: PastDate | None = None
    main_income: Code[IncomeSupport] | None = None
    registered_at_employment_service: bool | None = None
    registered_since: PastDate | None = None


class Circumstances(Personal):
    """What the programmes' criteria ask; what is left open makes its criterion unknown."""

    guarantee: Code[Guarantee] | None = None
    on_sickness_benefit: bool | None = None
    needs_coordination: bool | None = None
    childcare: Code[Childcare] | None = None


class Background(Personal):
    earlier_education: Words | None = None
    earlier_interventions: Words | None = None
    earlier_planning: Words | None = None
    current_planning: Words | None = None
    question: Words | None = None


class Referrer(Personal):
    unit: Line | None = None
    name: Line | None = None
    email: Email | None = None


class Informed(Personal):
    orally: bool | None = None
    in_writing: bool | None = None
    language: Language | None = None


PARTS = ("participant", "economy", "background", "referrer", "informed")


class Form(Personal):
    """Personal fields are kept sealed and leave this service in no event."""

    model_config = ConfigDict(
        json_schema_extra={"required": ["programme", "occurredOn", *PARTS], "examples": [EXAMPLE]}
    )

    programme: Annotated[str, Field(pattern="^[a-z0-9-]{1,48}$")] | None = Field(
        None, examples=["malmokraften"]
    )
    occurred_on: PastDate | None = Field(None, description="The referral date")
    participant: Participant = Participant()
    economy: Economy = Economy()
    circumstances: Circumstances = Circumstances()
    background: Background = Background()
    referrer: Referrer = Referrer()
    informed: Informed = Informed()

    def reached_at(self, contact: Personal) -> Self:
        """The same form with a contact that was stated later."""
        participant = self.participant.model_copy(update=dict(contact))
        return self.model_copy(update={"participant": participant})

    def protected(self) -> Self:
        """The same form of a person whose identity is protected."""
        participant = self.participant.model_copy(update={"protected_identity": True})
        return self.model_copy(update={"participant": participant})

    def sent_to(self, programme: str, on: date) -> Self:
        return self.model_copy(update={"programme": programme, "occurred_on": on})


def _fields(model: type[BaseModel], parent: str = "#") -> Iterator[tuple[str, Any]]:
    """Pointer and type of each field."""
    for field in model.model_fields.values():
        pointer = f"{parent}/{field.alias}"
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from _fields(field.annotation, pointer)
        else:
            yield pointer, field.annotation


POINTERS = frozenset(pointer for pointer, _ in _fields(Form))
"""Every field of the form."""
BOOLEANS = frozenset(pointer for pointer, annotation in _fields(Form) if annotation == bool | None)
"""Those that are answered yes or no."""
