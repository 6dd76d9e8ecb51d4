"""Values of commands, which the forms check, and what every record of a programme is."""

from datetime import date
from typing import Annotated

from chassis.decisions.domain import Aggregate

ProgrammeId = Annotated[str, "a programme's file, without its ending"]
CodeText = Annotated[str, "small letters with _ between words"]
Amount = Annotated[int, "from 0 to 99999"]


class OfProgramme(Aggregate):
    """A record of a programme, begun on a day."""

    programme: str
    since: date
