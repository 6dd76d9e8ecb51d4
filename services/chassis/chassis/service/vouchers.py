"""Vouchers as JSON Web Tokens: a referral service signs them, the consent service verifies them."""

from __future__ import annotations

import time
from collections.abc import Callable
from uuid import UUID

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import GuestProtocol, Key
from joserfc.jws import JWSRegistry
from joserfc.jwt import Claims, JWTClaimsRegistry

from chassis.decisions.voucher import NotAVoucher, Voucher
from chassis.http.problems import Problem
from chassis.service.peer_keys import PeerKeys
from chassis.service.signing_keys import ALGORITHM, SigningKeys
from samplan.contracts.codes import Agency

KIND = "voucher+jwt"
AUDIENCE = "consent"
LIFE_SECONDS = 600
LEEWAY_SECONDS = 30

Clock = Callable[[], float]


def sign_voucher(voucher: Voucher, keys: SigningKeys, now: int) -> str:
    """The token, valid for ten minutes from `now` (seconds since 1970)."""
    return keys.sign(
        KIND,
        {
            "aud": [AUDIENCE],
            "iat": now,
            "exp": now + LIFE_SECONDS,
            "jti": str(voucher.id),
            "referral": str(voucher.referral_id),
            "referrer": voucher.referrer.value,
            "programme": voucher.programme,
            "number": voucher.number,
            "protected": voucher.is_protected,
        },
    )


class VoucherReader:
    """Verifies signature, issuer, audience and times."""

    def __init__(self, peers: PeerKeys, clock: Clock = time.time) -> None:
        self._peers = peers
        self._clock = clock

    def read(self, token: str) -> Voucher:
        """Raises NotAVoucher."""
        try:
            signed = jwt.decode(token, self._key_of, registry=_SIGNATURES)
            if (signed.header["typ"], signed.header["iss"]) != (KIND, signed.claims["iss"]):
                raise NotAVoucher
            self._check_times(signed.claims)
            return _voucher(signed.claims)
        except (JoseError, Problem, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise NotAVoucher from None

    def _key_of(self, signed: GuestProtocol) -> Key:
        header = signed.headers()
        return self._peers.find(header["iss"], header["kid"], ALGORITHM)

    def _check_times(self, claims: Claims) -> None:
        """A voucher that says that it lives longer than ten minutes is none."""
        if type(claims["iat"]) is not int or type(claims["exp"]) is not int:
            raise NotAVoucher
        if claims["exp"] - claims["iat"] > LIFE_SECONDS:
            raise NotAVoucher
        JWTClaimsRegistry(
            now=int(self._clock()),
            leeway=LEEWAY_SECONDS,
            aud={"essential": True, "value": AUDIENCE},
            exp={"essential": True},
            iat={"essential": True},
        ).validate(claims)


def _voucher(claims: Claims) -> Voucher:
    """Raises KeyError, ValueError, TypeError or AttributeError for a missing or malformed claim."""
    if type(claims["protected"]) is not bool:
        raise TypeError
    return Voucher(
        id=UUID(claims["jti"]),
        keeper=Agency(claims["iss"].partition(".")[0]),
        referrer=Agency(claims["referrer"]),
        referral_id=UUID(claims["referral"]),
        programme=claims["programme"],
        number=claims["number"],
        is_protected=claims["protected"],
    )


_SIGNATURES = JWSRegistry(algorithms=[ALGORITHM], strict_check_header=False)
