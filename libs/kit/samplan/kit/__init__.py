"""What an agency's own system builds on: it reads events once in effect, and sends activity cards.

Start at `AgencyApp`; `samplan.kit.testing.TestAgency` tests it without a broker.
Publishing, reading, parking and the circuit breaker are those of `samplan.bus`.
"""

from samplan.bus.reading.rule_broken import RuleBroken
from samplan.bus.store.transactions import Transaction
from samplan.kit.about import About
from samplan.kit.app import AgencyApp
from samplan.kit.cards import Period, Plan

__all__ = ["About", "AgencyApp", "Period", "Plan", "RuleBroken", "Transaction"]
