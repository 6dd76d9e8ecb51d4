"""A participant under an alias: what outlives a participant's consents names them by it."""

from __future__ import annotations

from uuid import UUID, uuid5

NAMESPACE_ALIAS = UUID("8d0f4a1e-6b7c-4f52-9c0d-2e5a7b3f1c96")


def alias_of(participant_id: UUID) -> UUID:
    """Computed from the participant's id. Ids are random, so the id cannot be found from the alias."""
    return uuid5(NAMESPACE_ALIAS, str(participant_id))
