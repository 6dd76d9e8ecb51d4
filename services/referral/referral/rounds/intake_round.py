"""A round of intake (R-10): a batch of referrals, accepted whole or not at all."""

from datetime import date
from typing import Self
from uuid import UUID

from chassis.decisions.domain import Aggregate, Created
from samplan.contracts.codes import RoundMethod


class IntakeRound(Aggregate):
    TOPIC = "referral.IntakeRound"

    class Held(Created):
        TOPIC = "referral.IntakeRoundHeld"
        method: RoundMethod
        referrals: int
        occurred_on: date

    @classmethod
    def hold(cls, round_id: UUID, method: RoundMethod, referrals: int, on: date) -> Self:
        return cls._create(cls.Held, id=round_id, method=method, referrals=referrals, occurred_on=on)

    def __init__(self, *, method: RoundMethod, referrals: int, occurred_on: date) -> None:
        self.method = method
        self.referrals = referrals
        self.held_on = occurred_on
