"""Who was absent from which session, so that a group's attendance is what is printed."""

from collections.abc import Sequence

from samplan.contracts.codes.groups import Presence

EXCUSED_OF = 3
"""One absence in so many is excused."""


def attendance(seats: Sequence[int], percent: str) -> list[list[Presence]]:
    """For each session and each of its participants. `seats`: how many participants each session has.

    The absences lie evenly over the term, and so over the participants.
    """
    places = sum(seats)
    absences = places - round(places * float(percent) / 100)
    presences = iter([_presence(place, places, absences) for place in range(places)])
    return [[next(presences) for _ in range(number)] for number in seats]


def _presence(place: int, places: int, absences: int) -> Presence:
    before, after = place * absences // places, (place + 1) * absences // places
    if before == after:
        return Presence.PRESENT
    return Presence.EXCUSED if after % EXCUSED_OF == 0 else Presence.ABSENT
