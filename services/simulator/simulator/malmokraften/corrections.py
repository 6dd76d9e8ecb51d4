"""An exit that is recorded wrongly, and corrected the same day."""

from dataclasses import replace

from samplan.contracts.codes import ExitClass
from simulator.stories.story import Participation

WRONG = ExitClass.RETURNED_TO_REGULAR
INSTEAD_OF_IT = ExitClass.MOVED


def recorded_wrongly(stay: Participation) -> Participation:
    """The same stay where no exit is recorded."""
    to = stay.ending.exit_class
    if to is None or to in (ExitClass.CONSENT_WITHDRAWN, ExitClass.DECEASED):
        return stay
    return replace(stay, first_recorded_as=INSTEAD_OF_IT if to is WRONG else WRONG)
