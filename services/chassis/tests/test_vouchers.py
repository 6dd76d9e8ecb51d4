"""A voucher is read as it was signed, or not at all: by whom, for whom, when and as what (C-15)."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from chassis.decisions.voucher import NotAVoucher, Voucher, proof_of
from chassis.service.peer_keys import PeerKeys
from chassis.service.signing_keys import SigningKeys
from chassis.service.vouchers import KIND, VoucherReader, sign_voucher
from samplan.contracts.codes import Agency
from samplan.privacy.personnummer import Personnummer
from samplan.testing.vouchers import peers_in, referral_keys

NOW = 1_700_000_000
VOUCHER = Voucher(
    id=UUID("3b6a1c52-5f0e-4b7c-9a53-0c5f6f1e2a01"),
    keeper=Agency.MALMO_IFO,
    referrer=Agency.AF,
    referral_id=UUID("6d0b8a52-5f0e-4b7c-9a53-0c5f6f1e2a01"),
    programme="malmokraften",
    number="7f",
    is_protected=False,
)
CLAIMS: dict[str, Any] = {
    "aud": ["consent"],
    "iat": NOW,
    "exp": NOW + 600,
    "jti": str(VOUCHER.id),
    "referral": str(VOUCHER.referral_id),
    "referrer": "af",
    "programme": "malmokraften",
    "number": "7f",
    "protected": False,
}
KEYS = referral_keys(Agency.MALMO_IFO)


@pytest.fixture
def peers(tmp_path: Path) -> PeerKeys:
    return PeerKeys(peers_in(tmp_path, Agency.MALMO_IFO, Agency.AF), "referral")


def read(peers: PeerKeys, token: str, at: int = NOW) -> Voucher:
    return VoucherReader(peers, clock=lambda: at).read(token)


def test_a_voucher_is_read_as_it_was_signed(peers: PeerKeys) -> None:
    assert read(peers, sign_voucher(VOUCHER, KEYS, NOW)) == VOUCHER
    assert read(peers, KEYS.sign(KIND, CLAIMS)) == VOUCHER


@pytest.mark.parametrize("at", [NOW - 30, NOW + 629])
def test_it_holds_for_ten_minutes_with_half_a_minute_for_the_clocks(peers: PeerKeys, at: int) -> None:
    assert read(peers, sign_voucher(VOUCHER, KEYS, NOW), at) == VOUCHER


@pytest.mark.parametrize("at", [NOW - 31, NOW + 630])
def test_it_holds_no_longer(peers: PeerKeys, at: int) -> None:
    with pytest.raises(NotAVoucher):
        read(peers, sign_voucher(VOUCHER, KEYS, NOW), at)


@pytest.mark.parametrize(
    "wrong",
    [
        {"aud": ["planning"]},
        {"aud": []},
        {"exp": NOW + 601},
        {"exp": float(NOW + 600)},
        {"iat": True},
        {"jti": 7},
        {"jti": "7"},
        {"referral": "19121212-1212"},
        {"referrer": "nobody"},
        {"protected": "no"},
        {"iss": "af.referral"},
        {"iss": "malmo-ifo.planning"},
        {"iss": ["malmo-ifo.referral"]},
    ],
)
def test_a_claim_that_is_wrong_makes_it_none(peers: PeerKeys, wrong: dict[str, Any]) -> None:
    with pytest.raises(NotAVoucher):
        read(peers, KEYS.sign(KIND, {**CLAIMS, **wrong}))


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_claim_that_is_missing_makes_it_none(peers: PeerKeys, claim: str) -> None:
    with pytest.raises(NotAVoucher):
        read(peers, KEYS.sign(KIND, {name: value for name, value in CLAIMS.items() if name != claim}))


def test_another_statement_of_the_same_service_is_none(peers: PeerKeys) -> None:
    with pytest.raises(NotAVoucher):
        read(peers, KEYS.sign("JWT", CLAIMS))


def test_no_service_signs_for_another(peers: PeerKeys) -> None:
    for as_if in (
        SigningKeys(referral_keys(Agency.AF).file, KEYS.issuer),
        SigningKeys(KEYS.file, "af.referral"),
    ):
        with pytest.raises(NotAVoucher):
            read(peers, sign_voucher(VOUCHER, as_if, NOW))


@pytest.mark.parametrize("text", ["", ".", "..", "a.b.c", "\x00", "å.å.å", "e30.e30.e30", "W10.W10.W10"])
def test_anything_else_is_none(peers: PeerKeys, text: str) -> None:
    with pytest.raises(NotAVoucher):
        read(peers, text)


def test_the_proof_of_a_number_is_another_in_each_voucher() -> None:
    number = Personnummer("191212121212")
    first, second = (proof_of(number, UUID(int=salt)) for salt in (1, 2))
    assert first == proof_of(number, UUID(int=1)) != second
    assert number.digits not in first
