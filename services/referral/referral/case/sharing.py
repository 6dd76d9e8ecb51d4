"""Whether others may know of a fact: decided by the circle, recorded with the fact (C-06)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Sharing:
    """`version`: the circle's that allowed it; None where the consent service numbers none."""

    is_open: bool
    version: int | None

    @property
    def members(self) -> dict[str, Any]:
        """What a fact records of it."""
        return {"is_unshared": not self.is_open, "published_under": self.version}


NOT_SHARED = Sharing(is_open=False, version=None)


@dataclass(frozen=True)
class Rested:
    """The consent that an enrolment rests on, its participant, and the circle's version."""

    participant_id: UUID
    consent_id: UUID
    version: int | None

    @property
    def sharing(self) -> Sharing:
        return Sharing(is_open=True, version=self.version)
