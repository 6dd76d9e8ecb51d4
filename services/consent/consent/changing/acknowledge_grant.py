from typing import ClassVar
from uuid import UUID

from chassis.decisions.domain import Refused
from consent.circle_versions.circle_versions import NextVersion
from consent.consent import CircleCommand, Consent, ConsentFact
from samplan.contracts.codes import Agency


class NotNamed(Refused):
    code = "not_named"
    status = 403
    title: ClassVar[str] = "Only an agency that the consent names decides that"


class GrantAcknowledged(ConsentFact):
    TOPIC = "consent.GrantAcknowledged"
    participant_id: UUID
    owner: Agency
    circle_version: int

    def apply(self, consent: Consent) -> None:
        consent.acknowledged |= {self.owner}


class AcknowledgeGrant(
    CircleCommand,
    path="acknowledgement",
    sv="Bekräfta samtycket",
    en="Accept the grant",
    versioned=False,
):
    """A case officer of an owner of records accepts the grant: who recorded it may see them (C-15).

    The recording agency's statement that others took part is not enough: it is the one that gains.
    """

    def decide(self, consent: Consent, next_version: NextVersion) -> None:
        if self.by not in consent.agencies:
            raise NotNamed
        consent.require_in_force(self.occurred_on)
        if self.by not in (consent.granted_by, *consent.acknowledged):
            consent.trigger_event(
                GrantAcknowledged,
                participant_id=consent.participant_id,
                owner=self.by,
                circle_version=next_version(),
                occurred_on=self.occurred_on,
            )
