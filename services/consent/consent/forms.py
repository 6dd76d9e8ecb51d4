"""How a form checks the types of this service: personnummer, named agencies, language and programme."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema

from chassis.decisions.clock import today
from chassis.decisions.commands import PlannedDate
from chassis.http.fields import Code, LanguageCode, LocalDate
from chassis.http.forms import PLAIN, Checked, Types
from consent.consent.terms import Language, ProgrammeId, VoucherToken
from samplan.contracts.codes import Agency
from samplan.privacy.personnummer import NotAPersonnummer, Personnummer

FICTITIOUS = "19121212-1212"


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
NamedAgencies = Annotated[
    list[Code[Agency]],
    BeforeValidator(_each_once),
    Field(min_length=1, max_length=len(Agency), json_schema_extra={"uniqueItems": True}),
]
Programme = Annotated[str, Field(pattern="^[a-z]+(-[a-z]+)*(-[0-9]{1,4})?$", max_length=48)]
_VoucherToken = Annotated[
    str,
    Field(
        min_length=1,
        max_length=2048,
        description="From `POST /v1/referrals/{referralId}/voucher` of the service that keeps the referral",
    ),
]

TYPES: Types = {
    **PLAIN,
    PlannedDate: Checked(LocalDate, "2022-06-30"),  # the programme bounds it
    Personnummer: Checked(Number, FICTITIOUS),
    tuple[Agency, ...]: Checked(NamedAgencies, ["af", "malmo-ifo", "malmo-ama", "region-skane"], tuple),
    Language: Checked(LanguageCode, "ar"),
    ProgrammeId: Checked(Programme, "malmokraften"),
    VoucherToken: Checked(_VoucherToken, "eyJhbGciOiJFZDI1NTE5In0.eyJqdGkiOiIuLi4ifQ.c2lnbmF0dXJl"),
}
