"""How a form checks the types of this service: personnummer, named agencies, language and programme."""

from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, WithJsonSchema

from chassis.decisions.clock import today
from chassis.decisions.commands import PlannedDate
from chassis.http.fields import Code, LocalDate
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
_LANGUAGES = frozenset(Path(__file__).with_name("languages.txt").read_text().split())
"""Language codes of ISO 639: the two letters where a language has them, else the three letters."""


def _existing(language: str) -> str:
    if language not in _LANGUAGES:
        raise ValueError("unknown_language")
    return language


_Language = Annotated[str, Field(pattern="^[a-z]{2,3}$", description="ISO 639"), AfterValidator(_existing)]
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
    Language: Checked(_Language, "ar"),
    ProgrammeId: Checked(Programme, "malmokraften"),
    VoucherToken: Checked(_VoucherToken, "eyJhbGciOiJFZDI1NTE5In0.eyJqdGkiOiIuLi4ifQ.c2lnbmF0dXJl"),
}
