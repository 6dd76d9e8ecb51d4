"""What is agreed about an intake meeting (R-05). Beside the date it stays here, sealed."""

from typing import Any, Self

from pydantic import ConfigDict, Field, model_validator

from chassis.http.fields import Code, Line, LocalDate, PastDate
from referral.domain.meeting_facts import WithoutInterpreter
from referral.domain.refusals import InterpreterNeeded
from referral.form.fields import Form, Language, Personal
from samplan.contracts.codes import Sex


class Interpreter(Personal):
    """The preferred sex is the participant's wish and goes to nobody else."""

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

    def check_suits(self, form: Form | None) -> None:
        """Raises InterpreterNeeded (R-05)."""
        needed = form is not None and form.participant.interpreter_needed
        if needed and not (self.interpreter or self.without_interpreter):
            raise InterpreterNeeded
