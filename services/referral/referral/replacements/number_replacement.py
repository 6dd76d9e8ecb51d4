"""One person's number was replaced by another (C-14): linked by a case officer, never merged by itself."""

from datetime import date
from uuid import UUID

from chassis.decisions.number_replacement import IdLink, IdsLinked, LinkUndone
from samplan.privacy.linked_persons import ReplacementReason


class NumberReplaced(IdsLinked):
    """The numbers are sealed, each under its person's key."""

    TOPIC = "referral.NumberReplaced"
    sealed_old: str
    sealed_new: str


class NumberReplacementUndone(LinkUndone):
    TOPIC = "referral.NumberReplacementUndone"


class NumberReplacement(IdLink):
    """`standing` is the person of the new number."""

    TOPIC = "referral.NumberReplacement"

    def __init__(
        self,
        *,
        replaced: UUID,
        standing: UUID,
        reason: ReplacementReason,
        sealed_old: str,
        sealed_new: str,
        occurred_on: date,
    ) -> None:
        super().__init__(replaced=replaced, standing=standing, reason=reason, occurred_on=occurred_on)
        self.sealed_old = sealed_old
        self.sealed_new = sealed_new
