"""Values of commands, which the forms check."""

from typing import Annotated

ProgrammeId = Annotated[str, "a programme's file, without its ending"]
CodeText = Annotated[str, "small letters with _ between words"]
Amount = Annotated[int, "from 0 to 99999"]
