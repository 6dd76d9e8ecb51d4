"""What another agency was shown of a participant, and what for (R-16). Written before it is shown."""

from dataclasses import field
from datetime import date
from uuid import UUID

from chassis.decisions import disclosures
from chassis.decisions.commands import Records
from chassis.decisions.domain import DomainEvent
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.privacy.disclosure_log import Anchor, Disclosure, Log


class DisclosuresOpened(disclosures.DisclosuresOpened):
    TOPIC = "referral.DisclosuresOpened"


class EarlierDisclosure(DomainEvent, private=True):
    """An entry of the log of version 0.1.0: it loads, and its hash verifies that log."""

    TOPIC = "referral.FormDisclosed"
    referral_id: UUID
    consent_id: UUID
    agency: Agency
    purpose: ConsentPurpose
    occurred_on: date
    position: int
    chained: str


class DisclosureMade(disclosures.DisclosureMade):
    """`is_protected`: of a person with protected identity, whose id is published nowhere (C-13)."""

    TOPIC = "referral.DisclosureMade"
    is_protected: bool = field(default=False, kw_only=True)

    @property
    def is_withheld(self) -> bool:
        return self.is_protected


class FormDisclosures(disclosures.Disclosures):
    """All disclosures of one participant's forms."""

    TOPIC = "referral.Disclosures"
    NAMESPACE = UUID("e0c2b8a4-7d16-4f35-9b0a-6a1f8c3d5e72")
    OPENED = DisclosuresOpened
    MADE = DisclosureMade

    @classmethod
    def log_form(cls, entry: Disclosure, work: Records, *, is_protected: bool) -> Anchor:
        log = Log.WITHHELD if is_protected else Log.PUBLISHED
        return cls.log(entry, work, log, is_protected=is_protected)
