"""How a form checks the types of this service."""

from typing import Annotated

from pydantic import Field

from chassis.http.forms import PLAIN, Checked, Types
from steering.office import Amount, CodeText, ProgrammeId

_Programme = Annotated[str, Field(pattern="^[a-z]+(-[a-z]+)*(-[0-9]{1,4})?$", max_length=48)]
_Code = Annotated[str, Field(pattern="^[a-z]+(_[a-z]+)*(_[0-9]{1,3})?$", max_length=48)]
_Amount = Annotated[int, Field(ge=0, le=99999)]

TYPES: Types = {
    **PLAIN,
    ProgrammeId: Checked(_Programme, "malmokraften"),
    CodeText: Checked(_Code, "participants"),
    Amount: Checked(_Amount, 4000),
}
