"""An address and a telephone number, or the code for why there is none (R-02)."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo

from chassis.http.fields import STORED, Line


class ContactStatus(StrEnum):
    """Why an address or a telephone number is not typed in."""

    NONE = "none"
    PROTECTED = "protected"


_INVENTED = frozenset(
    {"ingen", "inget", "okänd", "okänt", "saknas", "sekretess", "skyddad", "skyddat"}
    | {"none", "protected", "unknown", "-", "–", "?"}
)
"""What people write in a field that they may not leave empty."""


def _is_an_address(value: str, asked: ValidationInfo) -> str:
    if asked.context != STORED and value.strip(" .").casefold() in _INVENTED:
        raise ValueError("use_the_status")
    return value


def _no_status(value: str, asked: ValidationInfo) -> str:
    """The status is a field before this one, so it is validated first."""
    if asked.context != STORED and asked.data.get(f"{asked.field_name}_status") is not None:
        raise ValueError("stated_as_none_or_protected")
    return value


Address = Annotated[Line, AfterValidator(_is_an_address), AfterValidator(_no_status)]
Phone = Annotated[str, Field(pattern="^[+]?[0-9][0-9 -]{3,20}$"), AfterValidator(_no_status)]
