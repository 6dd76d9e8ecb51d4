"""An agency's own system reads what is for it alone, and no topic that holds every participant (I28)."""

from tests.deploy.manifests import DEMO, INSTANCES, literals
from tests.deploy.test_kubernetes import CARDS, LANDSCAPE

from samplan.contracts.registry import DELIVERERS


def test_each_agencys_own_system_is_told_on_topics_of_its_own_and_reads_no_other() -> None:
    for principal in (name for name in LANDSCAPE.principals if name.endswith(CARDS)):
        agency = principal.removesuffix(CARDS)
        read = {topic for topic, readers in LANDSCAPE.readers.items() if principal in readers}
        told = {f"{owner}.{name}.to-{agency}.v1" for owner, name in delivering_to(agency)}
        assert {name for _, name in delivering_to(agency)} == set(DELIVERERS)
        assert read == told | {f"af.card-rejections-to-{agency}.v1"}


def delivering_to(recipient: str) -> set[tuple[str, str]]:
    """The owners and their services that name the recipient."""
    named = [one for one in INSTANCES if recipient in literals(DEMO / one, "settings").get("DELIVERS_TO", "")]
    return {(owner, name) for owner, _, name in (one.rpartition("-") for one in named)}
