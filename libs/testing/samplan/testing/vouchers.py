"""Vouchers without a referral service: signed with keys that a consent service under test is given."""

from __future__ import annotations

import json
import time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID, uuid4

from chassis.decisions.voucher import Voucher, proof_of
from chassis.service.signing_keys import SigningKeys
from chassis.service.vouchers import sign_voucher
from samplan.contracts.codes import Agency
from samplan.privacy.personnummer import Personnummer

_FOLDER = TemporaryDirectory()


@cache
def referral_keys(agency: Agency) -> SigningKeys:
    """The keys of the agency's referral service, the same in the whole test process."""
    keys = SigningKeys(Path(_FOLDER.name) / f"{agency}.json", f"{agency}.referral")
    keys.create()
    return keys


def peers_in(folder: Path, *keepers: Agency) -> Path:
    """A `PEER_KEYS_DIR` with the keys of these agencies' referral services."""
    folder.mkdir(parents=True, exist_ok=True)
    for keeper in keepers:
        (folder / f"{keeper}.referral.json").write_text(json.dumps(referral_keys(keeper).public()))
    return folder


def voucher_for(
    referral_id: UUID,
    personnummer: Personnummer,
    *,
    keeper: Agency = Agency.MALMO_IFO,
    referrer: Agency = Agency.MALMO_IFO,
    programme: str = "malmokraften",
    is_protected: bool = False,
    issued_at: int | None = None,
) -> str:
    """A voucher of the keeper's referral service, issued now unless another second is given."""
    voucher_id = uuid4()
    voucher = Voucher(
        id=voucher_id,
        keeper=keeper,
        referrer=referrer,
        referral_id=referral_id,
        programme=programme,
        number=proof_of(personnummer, voucher_id),
        is_protected=is_protected,
    )
    return sign_voucher(voucher, referral_keys(keeper), int(time.time()) if issued_at is None else issued_at)
