"""Words of a plan, sealed under its participant's key."""

from planning.office.office import Office
from planning.plan.plan import Plan


def seal_in(plan: Plan, office: Office, **words: str) -> str:
    """They open for the plan alone. Raises ParticipantIsErased."""
    return office.words.seal(plan.participant_id, words, record=plan.id)


def require_not_erased(plan: Plan, office: Office) -> None:
    """Raises ParticipantIsErased: nothing is recorded of a participant whose key is destroyed (C-09)."""
    seal_in(plan, office)
