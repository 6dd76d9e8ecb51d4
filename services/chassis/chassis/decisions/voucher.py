"""A voucher: the service that keeps a referral states whom the referral is about (C-15)."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import scrypt
from uuid import UUID

from samplan.contracts.codes import Agency
from samplan.privacy.personnummer import Personnummer

COST = {"n": 2**12, "r": 8, "p": 1}
"""About 10 ms a number: all 10^8 personnummer take a processor some ten days, for one voucher."""


class NotAVoucher(Exception):
    """Not a voucher for this service, at this time, by a service whose keys are known."""


@dataclass(frozen=True, kw_only=True)
class Voucher:
    """`keeper`: the agency whose service keeps the referral. `number`: the `proof_of` the personnummer."""

    id: UUID
    keeper: Agency
    referrer: Agency
    referral_id: UUID
    programme: str
    number: str
    is_protected: bool


def proof_of(personnummer: Personnummer, voucher_id: UUID) -> str:
    """Shows that a voucher is about this number, to those who know the number. Another for each voucher."""
    return scrypt(personnummer.digits.encode(), salt=voucher_id.bytes, **COST, dklen=32).hex()
