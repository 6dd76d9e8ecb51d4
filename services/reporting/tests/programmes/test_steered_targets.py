"""T-03: the file's target holds until the steering group sets its own; the printed revisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from services.reporting.tests import relays
from services.reporting.tests.relays import Publisher, by_topic
from services.reporting.tests.steering_events import (
    DECIDED_ON,
    FIRST_DAY,
    REVISED_ON,
    target_revised,
    target_set,
)

from chassis.settings.programmes import Programme, Programmes
from reporting.disclosure_control.view import View
from reporting.disclosure_control.views import Views
from reporting.figures.targets.query import target_attainment
from reporting.programmes.indicators import TargetRow
from reporting.projection.projector import Projector
from reporting.projection.rebuild import rebuild
from samplan.bus.reading.intake import apply_batch
from samplan.bus.store.transactions import Database
from samplan.contracts.event import ContractEvent

PRINTED = (
    target_set("participants", 5600),
    target_set("to_work_or_studies", 2500),
    target_revised("participants", 4000),
    target_revised("to_work_or_studies", 1800),
)


def receive(store: Database, *events: ContractEvent) -> None:
    for batch in by_topic(Publisher().publish(events)).values():
        for _ in range(2):
            apply_batch(store, Projector(), batch)


def without_targets(programme: Programme) -> Programmes:
    """As its file would be without them."""
    return Programmes([replace(programme, rows={**programme.rows, TargetRow: ()})])


def in_force(view: View) -> Mapping[str, int]:
    return {one.target: one.in_force.target.value for one in target_attainment(view).targets}


def test_the_printed_revisions_hold_from_their_days(store: Database, malmokraften: Programme) -> None:
    receive(store, *PRINTED)
    for _ in range(2):
        views = Views(store, without_targets(malmokraften))
        before = views.internal("malmokraften", REVISED_ON - timedelta(days=1))
        assert in_force(before) == {"participants": 5600, "to_work_or_studies": 2500}
        revised = views.internal("malmokraften", REVISED_ON)
        assert in_force(revised) == {"participants": 4000, "to_work_or_studies": 1800}
        first = next(iter(target_attainment(revised).targets))
        assert [(one.value, one.valid_from) for one in first.revisions] == [
            (5600, FIRST_DAY),
            (4000, REVISED_ON),
        ]
        assert first.in_force.target.reason == "fewer_referrals"
        rebuild(store)


def test_a_value_is_known_from_the_day_and_the_fact_that_approved_it(
    store: Database, malmokraften: Programme
) -> None:
    receive(store, *PRINTED)
    views = Views(store, without_targets(malmokraften))
    for as_of, values in ((DECIDED_ON - timedelta(days=1), 1), (DECIDED_ON, 2)):
        targets = target_attainment(views.internal("malmokraften", as_of)).targets
        assert [len(one.revisions) for one in targets] == [values, values]
    heard = views.as_known_at("malmokraften", 2, date(2022, 12, 31))
    assert in_force(heard) == {"participants": 5600, "to_work_or_studies": 2500}


def test_the_file_holds_until_the_first_day_of_what_the_group_has_approved(
    store: Database, programmes: Programmes
) -> None:
    views, last_day = Views(store, programmes), date(2022, 12, 31)
    assert in_force(views.internal("malmokraften", last_day))["participants"] == 4000
    receive(store, target_set("participants", 3500, valid_from=date(2021, 1, 1)))
    assert in_force(views.internal("malmokraften", date(2020, 12, 31)))["participants"] == 5600
    now = views.internal("malmokraften", last_day)
    assert in_force(now)["participants"] == 3500
    assert in_force(now)["to_work_or_studies"] == 1800


def test_a_target_of_what_is_not_measured_is_not_shown(store: Database, programmes: Programmes) -> None:
    receive(store, target_set("smiles", 7))
    assert "smiles" not in in_force(Views(store, programmes).internal("malmokraften", date(2022, 12, 31)))


def test_of_another_service_under_the_same_id_nothing_counts(
    store: Database, malmokraften: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive(store, target_set("participants", 5600))
    monkeypatch.setitem(relays.SOURCES, "steering", "/klippan/steering/11c2aa05")
    receive(store, target_revised("participants", 1))
    views = Views(store, without_targets(malmokraften))
    assert in_force(views.internal("malmokraften", date(2022, 12, 31))) == {"participants": 5600}
