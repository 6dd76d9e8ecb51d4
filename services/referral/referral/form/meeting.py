"""What is agreed about an intake meeting (R-05). Beside the date it stays here, sealed."""

from typing import Literal

from pydantic import Field

from chassis.http.fields import Line, LocalDate, PastDate
from contracts.codes import Sex
from referral.form.fields import Language, Personal


class Interpreter(Personal):
    """The preferred sex is the participant's wish and goes to nobody else."""

    language: Language = Field(examples=["ar"])
    authorised: bool = Field(examples=[True])
    preferred_sex: Literal[Sex.WOMAN, Sex.MAN] | None = Field(None, strict=False, examples=["woman"])


class Meeting(Personal):
    """Who meets, when and where."""

    occurred_on: PastDate = Field(examples=["2021-06-08"], description="The day of the booking")
    meeting_on: LocalDate = Field(examples=["2021-06-15"])
    place: Line | None = Field(None, examples=["Room 2, or a link"])
    participants: tuple[Line, ...] = Field((), max_length=20, strict=False, examples=[["The participant"]])
    interpreter: Interpreter | None = None
