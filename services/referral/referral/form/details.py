"""What may change about a person later, as it is sent and shown (R-17)."""

from datetime import date
from enum import StrEnum
from typing import Any, Protocol, Self

from pydantic import ConfigDict, Field, model_validator

from chassis.http.fields import Code, Line
from referral.form.contact import Address, ContactStatus, Phone
from referral.form.fields import Personal
from samplan.contracts.codes import Agency

CONTACT: dict[str, Any] = {"addressStatus": "protected", "phone": "070-1740605"}
REPRESENTATIVE: dict[str, Any] = {"name": "Bo Exempel", "capacity": "god_man", "phone": "070-1740605"}


class ContactDetails(Personal):
    """An address and a telephone number, each as it is or as none or protected."""

    model_config = ConfigDict(json_schema_extra={"examples": [CONTACT]})

    address_status: Code[ContactStatus] | None = None
    address: Address | None = None
    phone_status: Code[ContactStatus] | None = None
    phone: Phone | None = None

    @model_validator(mode="after")
    def _both_are_stated(self) -> Self:
        if not (self.address or self.address_status) or not (self.phone or self.phone_status):
            raise ValueError("missing")
        return self


class Capacity(StrEnum):
    """By what right a representative acts for the person."""

    GOD_MAN = "god_man"
    FORVALTARE = "forvaltare"
    AUTHORISED = "authorised"


class Representative(Personal):
    model_config = ConfigDict(json_schema_extra={"examples": [REPRESENTATIVE]})

    name: Line
    capacity: Code[Capacity]
    phone: Phone | None = None


class Change(Protocol):
    """A change that has been opened."""

    @property
    def on(self) -> date: ...

    @property
    def by(self) -> Agency: ...

    @property
    def stated(self) -> object: ...


class Since(Personal):
    """Since that day, as that agency has stated it."""

    on: date
    by: Agency

    @classmethod
    def of(cls, change: Change, member: str) -> Self:
        return cls.model_validate({"on": change.on, "by": change.by, member: change.stated})


class ContactSince(Since):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"on": "2021-09-01", "by": "malmo-ifo", "contact": CONTACT}]}
    )

    contact: ContactDetails


class RepresentativeSince(Since):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"on": "2021-09-01", "by": "malmo-ifo", "representative": REPRESENTATIVE}]
        }
    )

    representative: Representative | None = Field(description="Null: the representation has ended")


class ProtectionSince(Personal):
    model_config = ConfigDict(json_schema_extra={"examples": [{"on": "2021-09-01", "by": "malmo-ifo"}]})

    on: date
    by: Agency | None = Field(description="Null: the form states it, or another referral of the person")
