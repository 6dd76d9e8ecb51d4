"""How an event changes the sharing that a consent allows: the header `ce_effect`."""

from collections.abc import Sequence
from enum import StrEnum

HEADER = "ce_effect"


class Effect(StrEnum):
    """Shows a reader that does not know the event's type whether sharing may continue."""

    OPENS = "opens"
    NARROWS = "narrows"
    ENDS = "ends"
    NONE = "none"

    @property
    def closes(self) -> bool:
        """Whether less may be shared after the event than before it."""
        return self in (Effect.NARROWS, Effect.ENDS)


def stated_effect(headers: Sequence[tuple[str, bytes | None]]) -> Effect | None:
    """The effect in the header of a record, readable or not; None unless it is one known value."""
    stated = [value for name, value in headers if name == HEADER]
    return _EFFECTS.get(stated[0] or b"") if len(stated) == 1 else None


def states_effect(headers: Sequence[tuple[str, bytes | None]]) -> bool:
    """Whether a record states an effect, known or not: only events that concern a sharing do."""
    return any(name == HEADER for name, _ in headers)


_EFFECTS = {effect.value.encode(): effect for effect in Effect}
