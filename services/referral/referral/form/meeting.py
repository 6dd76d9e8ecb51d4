"""What is agreed about an intake meeting (R-05). Beside the date it stays here, sealed."""

from enum import StrEnum
from typing import Any, Self

from pydantic import ConfigDict, Field, model_validator

from chassis.http.fields import Code, Line, LocalDate, PastDate
from referral.form.fields import Language, Personal
from samplan.contracts.codes import Sex


class WithoutInterpreter(StrEnum):
    """Why a meeting does without an interpreter that the form asks for."""

    PARTICIPANT_DECLINES = "participant_declines"
    STAFF_SPEAKS_HER_LANGUAGE = "staff_speaks_her_language"
    NONE_AVAILABLE = "none_available"


class Interpreter(Personal):
    """The preferred sex is the participant's wish and is shown to no other agency."""

    language: Language
    authorised: bool
    preferred_sex: Code[Sex] | None = None


MEETING: dict[str, Any] = {
    "occurredOn": "2021-06-08",
    "meetingOn": "2021-06-15",
    "place": "Room 2",
    "participants": ["The participant", "Bo Exempel"],
    "interpreter": {"language": "ar", "authorised": True, "preferredSex": "woman"},
}


class Meeting(Personal):
    """Who meets, when and where."""

    model_config = ConfigDict(json_schema_extra={"examples": [MEETING]})

    occurred_on: PastDate = Field(description="The day of the booking")
    meeting_on: LocalDate
    place: Line | None = None
    participants: tuple[Line, ...] = Field((), max_length=20, strict=False)
    interpreter: Interpreter | None = None
    without_interpreter: Code[WithoutInterpreter] | None = Field(
        None, description="Why there is none although the form asks for one"
    )

    @model_validator(mode="after")
    def _not_with_and_without(self) -> Self:
        if self.interpreter and self.without_interpreter:
            raise ValueError("with_and_without_interpreter")
        return self

    @property
    def provides_for_interpreter(self) -> bool:
        return bool(self.interpreter or self.without_interpreter)
