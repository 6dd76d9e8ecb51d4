"""Addresses that sign their reader in, once: a ticket is a file, and the first to remove it has used it."""

from __future__ import annotations

import re
from pathlib import Path
from secrets import token_urlsafe

from samplan.testing.provider.people import BY_SUBJECT, Someone

_TICKET = re.compile(r"[A-Za-z0-9_-]{20,64}")


class Tickets:
    def __init__(self, data_dir: Path) -> None:
        self._folder = data_dir / "sign-in-tickets"

    def issue(self, someone: Someone) -> str:
        """A new ticket, which only those know who are told."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        ticket = token_urlsafe(24)
        (self._folder / ticket).write_text(someone.subject)
        return ticket

    def use(self, ticket: str) -> Someone | None:
        """Whom it signs in; None if there is no such ticket, or not any more."""
        if not _TICKET.fullmatch(ticket):
            return None
        file = self._folder / ticket
        try:
            subject = file.read_text()
            file.unlink()
        except FileNotFoundError:
            return None
        return BY_SUBJECT.get(subject)
