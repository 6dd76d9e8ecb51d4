from typing import ClassVar

from chassis.decisions.domain import Refused
from consent.consent import Office
from samplan.contracts.codes import Agency


class OnlyTheKeeper(Refused):
    code = "keeper_only"
    status = 403
    title: ClassVar[str] = "Only the keeper of consents decides that"


def require_keeper(by: Agency, office: Office) -> None:
    """Raises OnlyTheKeeper: no other agency may learn which ids are one person's."""
    if by != office.keeper:
        raise OnlyTheKeeper
