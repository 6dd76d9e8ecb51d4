"""The reason `other` is told in words: sealed under the participant's key, and published nowhere (P-07)."""

from abc import abstractmethod
from typing import ClassVar
from uuid import UUID

from chassis.decisions.commands import LongText
from chassis.decisions.domain import Refused
from planning.activities.item_command import ItemDecision
from planning.office import Office
from planning.plan import Plan
from samplan.contracts.codes import InterruptionReason


class WordsForOtherAlone(Refused):
    code = "words_for_other_alone"
    status = 422
    title: ClassVar[str] = "The reason `other` needs words, and every other reason is told by its code alone"


def sealed_words(plan: Plan, activity_id: UUID, words: str | None, office: Office) -> str | None:
    """They open for the activity alone. Raises ParticipantIsErased."""
    return words and office.words.seal(plan.participant_id, {"words": words}, record=activity_id)


def require_words_for_other(reason: InterruptionReason | None, sealed: str | None) -> None:
    """Raises WordsForOtherAlone."""
    if (reason is InterruptionReason.OTHER) != (sealed is not None):
        raise WordsForOtherAlone


class ReasonedItemDecision(ItemDecision):
    """One with a coded reason. `words`: needed for `other` and refused for any other reason; sealed."""

    reason: InterruptionReason
    words: LongText | None = None

    def carry_out_in(self, plan: Plan, office: Office) -> None:
        self.decide(plan, sealed_words(plan, self.activity_id, self.words, office))

    @abstractmethod
    def decide(self, plan: Plan, sealed: str | None) -> None:
        """`sealed`: the words. Raises WordsForOtherAlone too."""
