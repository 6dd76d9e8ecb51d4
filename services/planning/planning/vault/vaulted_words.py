"""Words behind a vault, under the participant's own key."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from planning.plan.refusals import ParticipantIsErased
from samplan.privacy.vault import Erased, PersonErased, Vault


@dataclass(frozen=True)
class VaultedWords:
    vault: Vault

    def seal(self, participant_id: UUID, words: Mapping[str, Any], *, record: UUID) -> str:
        try:
            return self.vault.seal(participant_id, words, record=record)
        except PersonErased:
            raise ParticipantIsErased from None

    def open(self, sealed: str, *, record: UUID) -> Mapping[str, Any] | None:
        words = self.vault.open(sealed, record=record)
        return None if isinstance(words, Erased) else words

    def erase(self, participant_id: UUID) -> None:
        self.vault.destroy(participant_id)
