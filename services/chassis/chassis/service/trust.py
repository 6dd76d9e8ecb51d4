"""Whom the inbox of a service believes: what TRUSTED_FILE states."""

from __future__ import annotations

from pathlib import Path

from chassis.settings.environment import BadConfiguration, Settings
from samplan.bus.kafka.trust import ANYTHING, Trust
from samplan.bus.kafka.trust_file import BadTrust
from samplan.bus.kafka.trust_file import read_trust as read_file


def trust_of(settings: Settings) -> Trust:
    """Whom the service's inbox believes; in development without a file, anybody. Raises BadConfiguration."""
    if settings.trusted_file is not None:
        return read_trust(settings.trusted_file)
    if not settings.is_development:
        raise BadConfiguration("TRUSTED_FILE: needed, unless DEVELOPMENT=on")
    return ANYTHING


def read_trust(file: Path) -> Trust:
    """The trust that a file states. Raises BadConfiguration."""
    try:
        return read_file(file)
    except BadTrust as error:
        raise BadConfiguration(f"TRUSTED_FILE: {error}") from None
