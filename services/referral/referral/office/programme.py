"""How a command names a programme, a team and free places: the forms check them (`showing.types`)."""

from typing import Annotated

Programme = Annotated[str, "a programme"]
AnyProgramme = Annotated[str, "a programme, as a form names it"]
Team = Annotated[str, "a team"]
Places = Annotated[int, "free places"]
