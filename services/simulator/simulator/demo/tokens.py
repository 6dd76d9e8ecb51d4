"""Tokens for the agencies' systems, from the development issuer, for every service of the demo."""

from pathlib import Path

from samplan.contracts.codes import Agency
from samplan.testing.issuer import mint_token
from simulator.driving.parts import PARTS

SCOPES = (
    "referral:read",
    "referral:write",
    "referral:decide",
    "consent:read",
    "consent:write",
    "planning:read",
    "planning:write",
    "reporting:internal",
    "steering:read",
    "steering:write",
    "steering:decide",
)


def token_of(agency: Agency, issuer: Path) -> str:
    """A token with all scopes of an agency's system. `issuer`: the folder with the keys that sign it."""
    return mint_token(issuer, agency, scopes=SCOPES, audience=sorted({part.service for part in PARTS}))
