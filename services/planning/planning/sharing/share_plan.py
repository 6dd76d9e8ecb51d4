"""Facts of version 0.1.0: a plan was shared with its consents' agencies until the first consent ended."""

from datetime import date

from planning.plan import PlanFact
from planning.sharing.known_consent import ConsentEnd
from samplan.contracts.codes import Agency


class AgenciesNamed(PlanFact, private=True):
    """The consent's agencies and its last day had become known."""

    TOPIC = "planning.AgenciesNamed"
    agencies: tuple[Agency, ...]
    valid_until: date


class SharingClosed(PlanFact, private=True):
    """A consent had ended."""

    TOPIC = "planning.SharingClosed"
    reason: ConsentEnd
