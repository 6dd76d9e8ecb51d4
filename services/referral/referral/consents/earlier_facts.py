"""Facts that stores of version 0.1.0 hold, and that no command records any more."""

from referral.consents.known_consent import KnownConsent

EARLIER_FACTS = (
    KnownConsent.Mentioned,
    KnownConsent.GrantNoted,
    KnownConsent.CoverageNoted,
    KnownConsent.EndNoted,
)
