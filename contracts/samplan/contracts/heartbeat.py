"""Heartbeats: a consent service states, on a topic of its own, that all it has stored is published (C-06).

The topic of `finsam.consent.v1` is `finsam.consent-alive.v1`, with one partition. A record has the source as
its key and no content: that it was written is the statement.
"""

import re

from samplan.contracts.registry import TOPIC_PATTERNS

SERVICE = "consent"
HEARTBEAT_SERVICE = "consent-alive"

_EVENTS = re.compile(TOPIC_PATTERNS[SERVICE])
_HEARTBEATS = re.compile(rf"^[a-z-]+\.{HEARTBEAT_SERVICE}\.v1$")


def heartbeat_topic_of(topic: str) -> str | None:
    """The topic of the heartbeats for a topic of events; None when there are none for it."""
    if not _EVENTS.fullmatch(topic):
        return None
    return topic.replace(f".{SERVICE}.", f".{HEARTBEAT_SERVICE}.")


def is_heartbeat_topic(topic: str) -> bool:
    """Whether a topic holds heartbeats."""
    return bool(_HEARTBEATS.fullmatch(topic))
