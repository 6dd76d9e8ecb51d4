"""Groups are read from the view's tables as they are assembled in memory, and by whom they are counted."""

from services.reporting.tests.examples import Person, day
from services.reporting.tests.group_events import formed, held, in_a_group, joined, was
from services.reporting.tests.groups.folded import view_of
from services.reporting.tests.other_outcomes import entered_in_error, on_trial
from services.reporting.tests.relays import Publisher, by_topic

from chassis.settings.programmes import Programmes
from reporting.disclosure_control.views import Views
from reporting.figures.group_results.query import group_results
from reporting.projection.projector import Projector
from samplan.bus.reading.intake import apply_batch
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import Sex
from samplan.contracts.codes.groups import Presence
from samplan.contracts.event import ContractEvent

ANNA, DAN, CIA = Person(1), Person(2, Sex.MAN), Person(3)
GROUPS = [formed(), held(21), held(22), formed(2, begins_on=day(60))]
PROGRAMME = "forsta-steget"


def starters(programmes: Programmes, *events: ContractEvent) -> list[int]:
    """Of all together, and of each group."""
    rows = group_results(view_of(programmes[PROGRAMME], [*GROUPS, *events], day(100))).rows
    return [int(one.starters.total) for one in rows if one.scope.is_everything or one.scope.begins_on]


def test_the_tables_give_what_the_events_give(store: Database, programmes: Programmes) -> None:
    events = [*ANNA.whole_journey()[:-1], *DAN.whole_journey(), *GROUPS]
    events += [*in_a_group(ANNA), joined(DAN), joined(DAN, 61, group=2)]
    events += [was(DAN, Presence.PRESENT, on) for on in (21, 22)]
    events += [*CIA.whole_journey()[:-1], CIA.revoked(21), joined(CIA)]
    events += [was(CIA, Presence.PRESENT, on) for on in (21, 22)]
    for batch in by_topic(Publisher().publish(events)).values():
        apply_batch(store, Projector(), batch)
    for on in (day(21), day(50), day(150)):
        read = Views(store, programmes).internal(PROGRAMME, on)
        assert read.groups == view_of(programmes[PROGRAMME], events, on).groups
        assert read.groups


def test_who_has_been_in_two_groups_counts_in_each_and_once_in_all(programmes: Programmes) -> None:
    whole = ANNA.whole_journey()
    assert set(starters(programmes, *whole, joined(ANNA), joined(ANNA, 61, group=2))) == {1}


def test_who_is_in_no_figure_is_in_no_group(programmes: Programmes) -> None:
    whole = ANNA.whole_journey()
    assert sum(starters(programmes, *whole, joined(ANNA), entered_in_error(ANNA))) == 0
    visiting = [*whole[:4], on_trial(ANNA), whole[5]]
    assert sum(starters(programmes, *visiting, joined(ANNA))) == 0
    assert sum(starters(programmes, joined(ANNA))) == 0
