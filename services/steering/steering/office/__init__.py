"""What every command needs: who acts, for which programme, and what the programme measures."""

from steering.office.command import Signature, SteeringCommand
from steering.office.office import Measure, Office
from steering.office.question import SteeringQuestion
from steering.office.values import Amount, CodeText, OfProgramme, ProgrammeId

__all__ = [
    "Amount",
    "CodeText",
    "Measure",
    "OfProgramme",
    "Office",
    "ProgrammeId",
    "Signature",
    "SteeringCommand",
    "SteeringQuestion",
]
