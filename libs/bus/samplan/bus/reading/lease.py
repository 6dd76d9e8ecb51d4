"""The lease: until when an inbox may assume that it has missed no end of a consent (C-06).

A consent service writes a heartbeat when everything that it has stored is published. A heartbeat counts from
the moment before the broker was asked where the topic of heartbeats ends, if it was appended after that end:
so one that waited in a buffer while this process was frozen does not count as new, and no two clocks are
compared. It counts once everything is applied that the consent service published before it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from aiokafka import TopicPartition

from samplan.bus.clock import uptime
from samplan.contracts.heartbeat import heartbeat_topic_of

LEASE_SECONDS = 60.0
"""How long a service may believe what it has heard; a setting may only shorten it."""

Ends = Mapping[TopicPartition, int]


class _Look(NamedTuple):
    """Where a topic of heartbeats ended, asked for at a moment."""

    moment: float
    end: int


class _Heard(NamedTuple):
    """A heartbeat newer than a moment, and what must be applied before it counts."""

    moment: float
    goal: Ends


class Lease:
    """When each consent service was last known to have published everything, on this process's own clock."""

    def __init__(self, clock: Callable[[], float] = uptime, seconds: float = LEASE_SECONDS) -> None:
        self._clock = clock
        self._seconds = seconds
        self._topics: frozenset[str] = frozenset()
        self._looked_at = float("-inf")
        self._current_at: dict[str, float] = {}
        self._looks: dict[str, _Look] = {}
        self._heard: dict[str, _Heard] = {}
        self._received: dict[str, int] = {}

    def begin_session(self) -> None:
        """Offsets of an earlier session may belong to another cluster; what was heard stays valid."""
        self._looks.clear()
        self._heard.clear()
        self._received.clear()

    def note_heartbeat(self, topic: str, offset: int) -> None:
        """A heartbeat has been received."""
        self._received[topic] = max(offset + 1, self._received.get(topic, 0))

    def now(self) -> float:
        """The moment to state in `look`: to be taken before the broker is asked."""
        return self._clock()

    def look(self, moment: float, topics: frozenset[str], ends: Ends) -> None:
        """These topics are there, and their partitions end here: both asked for after the moment.

        The ends of the heartbeats are asked for first: then the other ends are beyond what a heartbeat
        before its topic's end has stated to be published.
        """
        self._looked_at = moment
        self._topics = frozenset(topic for topic in topics if heartbeat_topic_of(topic))
        for topic in self._topics:
            alive = heartbeat_topic_of(topic) or ""
            if (end := ends.get(TopicPartition(alive, 0))) is not None:
                self._compare(topic, alive, _Look(moment, end), ends)

    def _compare(self, topic: str, alive: str, look: _Look, ends: Ends) -> None:
        before = self._looks.get(topic)
        received = min(self._received.get(alive, 0), look.end)
        if before is None or look.end < before.end:  # the first look, or the topic was created again
            self._looks[topic], self._received[alive] = look, received
        elif received > before.end:
            goal = {place: end for place, end in ends.items() if place.topic == topic}
            self._heard.setdefault(topic, _Heard(before.moment, goal))
            self._looks[topic] = look

    def settle(self, applied: Ends) -> None:
        """Everything before these offsets is applied."""
        for topic, (moment, goal) in list(self._heard.items()):
            if all(applied.get(place, 0) >= end for place, end in goal.items()):
                self._current_at[topic] = moment
                del self._heard[topic]

    @property
    def age(self) -> float:
        """Seconds since every consent service was known to be current; infinite when one was never heard.

        Without any consent topic, since the last look at the topics.
        """
        moments = [self._current_at.get(topic, float("-inf")) for topic in self._topics]
        return self._clock() - min(moments, default=self._looked_at)

    @property
    def left(self) -> float:
        """Seconds for which answers may still be given; negative when the lease has ended."""
        return self._seconds - self.age
