"""Events of the reporting service: what it has shown, of what the others have published."""

from typing import ClassVar

from samplan.contracts.owners.disclosures import DisclosureEvent


class DisclosureMade(DisclosureEvent, frozen=True, kw_only=True, omit_defaults=True):
    """An agency was shown a participant's journeys. Logged before the answer, in reporting's chained log."""

    TYPE: ClassVar[str] = "samplan.reporting.DisclosureMade.v1"
    SWEDISH: ClassVar[str] = "utlämnande av deltagares väg"
