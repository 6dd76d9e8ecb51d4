"""What an event does to the sharing that a consent allows, as its header `ce_effect` says."""

from collections.abc import Sequence
from enum import StrEnum

HEADER = "ce_effect"


class Effect(StrEnum):
    """A reader that does not know an event's type still learns from it whether sharing may go on."""

    OPENS = "opens"
    NARROWS = "narrows"
    ENDS = "ends"
    NONE = "none"

    @property
    def closes(self) -> bool:
        """Whether less may be shared after the event than before it."""
        return self in (Effect.NARROWS, Effect.ENDS)


def stated_effect(headers: Sequence[tuple[str, bytes | None]]) -> Effect | None:
    """The effect that a record states, readable or not; None unless it states one that is known, once."""
    stated = [value for name, value in headers if name == HEADER]
    return _EFFECTS.get(stated[0] or b"") if len(stated) == 1 else None


_EFFECTS = {effect.value.encode(): effect for effect in Effect}
