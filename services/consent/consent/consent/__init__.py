"""The consent itself: its state, what it may say, and what every command upon one has in common."""

from consent.consent.command import ConsentCommand
from consent.consent.consent import Consent, ConsentFact
from consent.consent.office import Office

__all__ = ["Consent", "ConsentCommand", "ConsentFact", "Office"]
