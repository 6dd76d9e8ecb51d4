"""P-18: each agency that keeps plans of a programme may be named in every consent under which it enrols."""

from itertools import chain
from pathlib import Path

import pytest
from tests.architecture.test_rooms import ROOT

from chassis.settings.plan_keepers import keepers_on, refuse_strange_keepers
from chassis.settings.programmes import Programme, load_programmes
from consent.rules import ConsentRule, PlanKeeper

PROGRAMMES = load_programmes(ROOT / "programmes", PlanKeeper, ConsentRule)


@pytest.mark.parametrize("programme", PROGRAMMES.values(), ids=lambda programme: programme.id)
def test_a_keeper_may_be_named_in_a_consent_on_every_day(programme: Programme) -> None:
    refuse_strange_keepers(Path(programme.id), programme, PlanKeeper)
    for on in {row.valid_from for row in chain(*programme.rows.values())}:
        rule = programme.in_force(ConsentRule, on)
        assert rule
        assert keepers_on(programme, PlanKeeper, on) <= rule.agencies
        assert keepers_on(programme, PlanKeeper, on)
