"""To which agency were journeys disclosed? An entry names the consent that allowed it, and no participant."""

from uuid import UUID

from chassis.decisions import disclosures


class DisclosuresOpened(disclosures.DisclosuresOpened):
    TOPIC = "reporting.DisclosuresOpened"


class DisclosureMade(disclosures.DisclosureMade):
    TOPIC = "reporting.DisclosureMade"


class JourneyDisclosures(disclosures.Disclosures):
    """All disclosures under one consent."""

    TOPIC = "reporting.Disclosures"
    NAMESPACE = UUID("3c7e9a52-1d4b-4f68-8a0e-5b2f6c9d7e13")
    OPENED = DisclosuresOpened
    MADE = DisclosureMade
