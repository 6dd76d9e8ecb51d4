"""The register of consents: a row per consent and per covered referral, and the questions put to it."""
