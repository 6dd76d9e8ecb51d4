"""What is agreed about an intake meeting (R-05). Beside the date it stays here, sealed."""

from typing import Any

from pydantic import ConfigDict, Field

from chassis.http.fields import Code, Line, LocalDate, PastDate
from contracts.codes import Sex
from referral.form.fields import Language, Personal


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
