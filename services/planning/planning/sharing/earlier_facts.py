"""Facts that stores of version 0.1.0 hold, and that no command records any more."""

from planning.sharing.known_consent import KnownConsent
from planning.sharing.share_plan import AgenciesNamed, SharingClosed

EARLIER_FACTS = (
    AgenciesNamed,
    SharingClosed,
    KnownConsent.Mentioned,
    KnownConsent.GrantNoted,
    KnownConsent.EndNoted,
    KnownConsent.PlanNoted,
)
