"""To which agency was a plan of ours disclosed? The participant's log holds every time (C-11)."""

from uuid import UUID

from chassis.decisions import disclosures


class DisclosuresOpened(disclosures.DisclosuresOpened):
    TOPIC = "planning.DisclosuresOpened"


class DisclosureMade(disclosures.DisclosureMade):
    TOPIC = "planning.DisclosureMade"


class PlanDisclosures(disclosures.Disclosures):
    """All disclosures of one participant's plans."""

    TOPIC = "planning.Disclosures"
    NAMESPACE = UUID("b4a6f1d8-52c3-4e07-9f18-6d2e7c90a35b")
    OPENED = DisclosuresOpened
    MADE = DisclosureMade
