"""T-10: obstacles by kind and agency, open and resolved, and how long they last."""

from datetime import date

from services.reporting.tests.examples import day
from services.reporting.tests.figures.reading import EN, SV
from services.reporting.tests.other_outcomes import obstacle_reported, obstacle_resolved
from services.reporting.tests.relays import Publisher, by_topic

from chassis.settings.programmes import Programmes
from reporting.disclosure_control.views import Views
from reporting.figures.obstacles.patterns import pattern_sections
from reporting.figures.obstacles.query import Obstacles, obstacles
from reporting.figures.obstacles.section import kind_name, obstacles_section
from reporting.projection.projector import Projector
from samplan.bus.reading.intake import apply_batch
from samplan.bus.store.transactions import Database
from samplan.contracts.codes.obstacles import ObstacleKind

HISTORY = (
    obstacle_reported(1, 0),
    obstacle_resolved(1, 10),
    obstacle_reported(1, 30),
    obstacle_reported(2, 5),
    obstacle_resolved(2, 25),
    obstacle_reported(3, 50, ObstacleKind.RULE_CONFLICT),
)


def answer(store: Database, programmes: Programmes, as_of: date) -> Obstacles:
    for batch in by_topic(Publisher().publish(HISTORY)).values():
        apply_batch(store, Projector(), batch)
    return obstacles(Views(store, programmes).internal("malmokraften", as_of))


def test_counts_an_obstacle_again_that_comes_back(store: Database, programmes: Programmes) -> None:
    """Lasted 10 and 20 days; open for 70 and 50: after 50 days at most half are left."""
    now = answer(store, programmes, day(100))
    assert (now.all.open, now.all.resolved, now.all.half_life_days) == (2, 2, 20)
    assert [(one.kind, one.obstacles.open) for one in now.kinds] == [("childcare", 1), ("rule_conflict", 1)]
    assert [(one.agency, one.obstacles.open) for one in now.agencies] == [("af", 2)]


def test_is_as_it_was_on_the_day(store: Database, programmes: Programmes) -> None:
    then = answer(store, programmes, day(12))
    assert (then.all.open, then.all.resolved) == (1, 1)
    assert [one.kind for one in then.kinds] == ["childcare"]


def test_says_how_many_are_open_and_how_long_they_last(store: Database, programmes: Programmes) -> None:
    now = answer(store, programmes, day(100))
    assert obstacles_section(now, SV).finding == "2 hinder är öppna; halveringstid i dagar: 20"
    assert obstacles_section(now, EN).finding == "2 obstacles are open; half-life in days: 20"


def test_writes_one_resolved_obstacle_in_the_singular(store: Database, programmes: Programmes) -> None:
    now = answer(store, programmes, day(100))
    one = now.all.model_copy(update={"resolved": 1, "half_life_days": None})
    assert obstacles_section(now.model_copy(update={"all": one}), SV).finding == (
        "2 hinder är öppna, 1 har undanröjts"
    )


def test_five_of_a_kind_at_an_agency_are_a_pattern(store: Database, programmes: Programmes) -> None:
    events = [obstacle_reported(number, number) for number in range(1, 6)]
    for batch in by_topic(Publisher().publish([*events, obstacle_resolved(1, 9)])).values():
        apply_batch(store, Projector(), batch)
    views = Views(store, programmes)
    assert obstacles(views.internal("malmokraften", day(4))).patterns == ()
    now = obstacles(views.internal("malmokraften", day(20)))
    assert [(one.kind, one.agency, one.obstacles.open) for one in now.patterns] == [("childcare", "af", 4)]
    [section] = pattern_sections(now, SV)
    assert section.finding == "1 mönster; oftast: barnomsorg, Arbetsförmedlingen"


def test_few_obstacles_are_no_pattern(store: Database, programmes: Programmes) -> None:
    [section] = pattern_sections(answer(store, programmes, day(100)), EN)
    assert section.finding == "No five obstacles are of one kind at one agency"


def test_has_words_for_each_kind() -> None:
    assert [kind for kind in ObstacleKind if kind_name(kind, SV) in {kind, kind_name(kind, EN)}] == []


def test_says_that_none_is_known(store: Database, programmes: Programmes) -> None:
    none_yet = obstacles_section(answer(store, programmes, day(-1)), SV)
    assert (none_yet.finding, none_yet.chart) == ("Inget hinder är rapporterat", None)
