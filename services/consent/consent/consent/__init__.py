"""The consent itself: its state, its terms, and what all its commands have in common."""

from consent.consent.command import CircleCommand, ConsentCommand
from consent.consent.consent import Consent, ConsentFact
from consent.consent.office import Office
from consent.consent.seen_consent import SeenConsent, hidden_from

__all__ = [
    "CircleCommand",
    "Consent",
    "ConsentCommand",
    "ConsentFact",
    "Office",
    "SeenConsent",
    "hidden_from",
]
