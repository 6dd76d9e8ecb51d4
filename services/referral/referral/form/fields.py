"""The form's fields. Each may be left open, so that all that is missing can be named in one answer."""

from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema

from chassis.http.fields import Code, Line, PastDate, StrictModel, Words, today
from chassis.personnummer import NotAPersonnummer, Personnummer
from contracts.codes import IncomeSupport
from referral.domain.criteria import Childcare, Guarantee


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
Phone = Annotated[str, Field(pattern="^[+]?[0-9][0-9 -]{3,20}$")]
Email = Annotated[str, Field(pattern="^[^@ ]{1,64}@[^@ ]{1,255}$", max_length=254)]


class Personal(StrictModel):
    """A part of the form. Its fields are shown in no message and no log."""

    def __repr_args__(self) -> list[tuple[str | None, Any]]:
        return []


class Participant(Personal):
    personnummer: Number | None = Field(None, examples=["19900308-2394"])
    name: Line | None = Field(None, examples=["Alma Exempel"])
    address: Line | None = Field(None, examples=["Provgatan 1, 211 20 Malmö"])
    phone: Phone | None = Field(None, examples=["070-1740605"])
    country_of_birth: Country | None = Field(
        None, examples=["SY"], description="ISO 3166-1 alpha-2, ISO 3166-3 for a dissolved state, XX for none"
    )
    residence_permit_since: PastDate | None = Field(None, examples=["2015-09-01"])
    interpreter_needed: bool | None = Field(None, examples=[True])
    language: Language | None = Field(None, examples=["ar"], description="ISO 639")
    family: Words | None = Field(None, examples=["Two children"])


class Economy(Personal):
    receives_income_support: bool | None = Field(None, examples=[True], description="Ekonomiskt bistånd")
    income_support_since: PastDate | None = Field(None, examples=["2018-02-01"])
    main_income: Code[IncomeSupport] | None = Field(None, examples=["ekonomiskt_bistand"])
    registered_at_employment_service: bool | None = Field(None, examples=[True])
    registered_since: PastDate | None = Field(None, examples=["2018-03-01"])


class Circumstances(Personal):
    """What the programmes' criteria ask; what is left open makes its criterion unknown."""

    guarantee: Code[Guarantee] | None = Field(None, examples=["job_and_development"])
    on_sickness_benefit: bool | None = Field(None, examples=[False])
    needs_coordination: bool | None = Field(None, examples=[True])
    childcare: Code[Childcare] | None = Field(None, examples=["not_needed"])


class Background(Personal):
    earlier_education: Words | None = Field(None, examples=["Upper secondary, five years"])
    earlier_interventions: Words | None = Field(None, examples=["Swedish for immigrants, course C"])
    earlier_planning: Words | None = Field(None, examples=["A plan at the employment service, 2018"])
    current_planning: Words | None = Field(None, examples=["Swedish studies half time"])
    question: Words | None = Field(None, examples=["Which agency leads when health and studies meet?"])


class Referrer(Personal):
    unit: Line | None = Field(None, examples=["Unit South"])
    name: Line | None = Field(None, examples=["Bo Exempel"])
    email: Email | None = Field(None, examples=["bo@example.org"])


class Informed(Personal):
    orally: bool | None = Field(None, examples=[True])
    in_writing: bool | None = Field(None, examples=[True])
    language: Language | None = Field(None, examples=["ar"])


class Form(Personal):
    """Personal fields are kept sealed and leave this service in no event."""

    model_config = ConfigDict(
        json_schema_extra={
            "required": [
                "programme",
                "occurredOn",
                "participant",
                "economy",
                "background",
                "referrer",
                "informed",
            ]
        }
    )

    programme: Annotated[str, Field(pattern="^[a-z0-9-]{1,48}$")] | None = Field(
        None, examples=["malmokraften"]
    )
    occurred_on: PastDate | None = Field(None, examples=["2021-06-01"], description="The referral date")
    participant: Participant = Participant()
    economy: Economy = Economy()
    circumstances: Circumstances = Circumstances()
    background: Background = Background()
    referrer: Referrer = Referrer()
    informed: Informed = Informed()
