from dataclasses import dataclass
from uuid import UUID

from consent.erasing.erasure import Erasure, Holder
from samplan.contracts.codes import Agency


@dataclass(frozen=True, kw_only=True)
class SeenErasure:
    """An erasure as one agency sees it: its own part; the keeper of consents sees every agency's.

    Which agencies a participant has to do with is told to no other.
    """

    erasure: Erasure
    by: Agency
    keeper: Agency

    @property
    def id(self) -> UUID:
        return self.erasure.id

    @property
    def version(self) -> int:
        return self.erasure.version

    def is_told_of(self, agency: Agency) -> bool:
        return self.by in (agency, self.keeper)

    def is_told_of_service(self, holder: Holder) -> bool:
        return self.is_told_of(Agency(holder.partition(".")[0]))
