"""What agencies send: one form per decision, each with the day it was made."""

from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, PlainValidator, WithJsonSchema

from chassis.decisions.clock import today
from chassis.http.fields import Code, Id, LocalDate, PastDate, StrictModel
from consent.domain.terms import Channel
from samplan.contracts.codes import Agency, ConsentKind, ConsentPurpose
from samplan.privacy.personnummer import NotAPersonnummer, Personnummer


def _personnummer(value: Any) -> Personnummer:
    if not isinstance(value, str):
        raise ValueError("not_a_personnummer")  # noqa: TRY004  # pydantic turns only a ValueError into a 422
    try:
        return Personnummer.parse(value, on=today())
    except NotAPersonnummer as error:
        raise ValueError(error.fault.value) from None


def _each_once(agencies: Any) -> Any:
    if isinstance(agencies, list) and len(set(map(str, agencies))) != len(agencies):
        raise ValueError("named_twice")
    return agencies


Number = Annotated[
    Personnummer,
    PlainValidator(_personnummer),
    WithJsonSchema(
        {
            "type": "string",
            "description": "Personnummer or samordningsnummer with its century",
            "pattern": "^[0-9]{8}-?[0-9]{4}$",
        }
    ),
]
Agencies = Annotated[
    list[Code[Agency]],
    BeforeValidator(_each_once),
    Field(min_length=1, max_length=len(Agency), json_schema_extra={"uniqueItems": True}),
]
Language = Annotated[str, Field(pattern="^[a-z]{2,3}$", description="ISO 639")]
ProgrammeId = Annotated[str, Field(pattern="^[a-z]+(-[a-z]+)*(-[0-9]{1,4})?$", max_length=48)]

FICTITIOUS = "19121212-1212"


def _example(**members: Any) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [members]})


class Grant(StrictModel):
    """The signed form: agencies by name, one purpose, one kind and an end date."""

    model_config = _example(
        personnummer=FICTITIOUS,
        referralId="6d0b8a52-5f0e-4b7c-9a53-0c5f6f1e2a01",
        programme="malmokraften",
        agencies=["af", "malmo-ifo", "malmo-ama", "region-skane"],
        purpose="coordination",
        kind="secrecy_waiver",
        validUntil="2021-02-16",
        channel="meeting",
        language="ar",
        interpreter=True,
        occurredOn="2020-02-17",
    )

    personnummer: Number
    referral_id: Id
    programme: ProgrammeId
    agencies: Agencies
    purpose: Code[ConsentPurpose]
    kind: Code[ConsentKind]
    valid_until: LocalDate
    channel: Code[Channel]
    language: Language
    interpreter: bool
    occurred_on: PastDate


class Refusal(StrictModel):
    model_config = _example(referralId="6d0b8a52-5f0e-4b7c-9a53-0c5f6f1e2a02", occurredOn="2020-02-17")

    referral_id: Id
    occurred_on: PastDate


class Cover(StrictModel):
    """The number shows that the referral is of the person who gave the consent."""

    model_config = _example(
        personnummer=FICTITIOUS,
        referralId="6d0b8a52-5f0e-4b7c-9a53-0c5f6f1e2a02",
        occurredOn="2020-03-09",
    )

    personnummer: Number
    referral_id: Id
    occurred_on: PastDate


class Revocation(StrictModel):
    model_config = _example(occurredOn="2020-09-01")

    occurred_on: PastDate


class LookUp(StrictModel):
    """Whom, and what for."""

    model_config = _example(personnummer=FICTITIOUS, purpose="coordination")

    personnummer: Number
    purpose: Code[ConsentPurpose]
