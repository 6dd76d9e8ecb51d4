import pytest
from services.reporting.tests.figures.examples import by_sex, days_to_plan, shares
from services.reporting.tests.figures.reading import EN, SV, WITHHELD, plain

from reporting.figures.time_to_plan.query import DaysToPlan
from reporting.figures.time_to_plan.section import days_section
from reporting.pages.section import Option, Section
from reporting.pages.wording import Wording


class TestDaysToPlan:
    @pytest.mark.parametrize(
        ("say", "finding"),
        [
            (SV, "88,40 % fick sin plan inom 60 dagar; mediantiden är 42 dagar"),
            (EN, "88.40% had their plan within 60 days; the median is 42 days"),
        ],
    )
    def test_says_how_many_are_in_time(self, say: Wording, finding: str) -> None:
        assert plain(days_section(days_to_plan(), say).finding) == finding

    def test_says_that_no_plan_has_been_agreed(self) -> None:
        none_yet = days_section(days_to_plan(agreed=by_sex(0, 0, 0), bins=()), SV)
        assert (none_yet.finding, none_yet.chart) == ("Ingen plan är överenskommen ännu", None)

    def test_shows_no_number_for_too_few_plans(self) -> None:
        few = days_to_plan(
            within_limit=shares((WITHHELD, WITHHELD, WITHHELD), (WITHHELD, WITHHELD, 6)), median=None
        )
        assert days_section(few, SV).finding == "För få planer för att visa hur lång tid de tar"

    def test_says_the_median_alone_when_the_share_is_withheld(self) -> None:
        hidden = days_to_plan(within_limit=shares((WITHHELD, WITHHELD, WITHHELD)))
        assert days_section(hidden, SV).finding == "Mediantiden till plan är 42 dagar; gränsen är 60"

    def test_draws_nothing_when_every_bin_is_withheld(self) -> None:
        bins = tuple(
            one.model_copy(update={"plans": by_sex(WITHHELD, WITHHELD, WITHHELD)})
            for one in days_to_plan().bins
        )
        assert days_section(days_to_plan(bins=bins), SV).chart is None

    def test_draws_withheld_bins_evenly_from_what_they_hold_together(self) -> None:
        """K86: drawn as nothing, late plans would look like none."""
        section = days_section(with_withheld(0, 1), SV)
        first, second, third, *_ = bars(section)
        assert [bar["value"][1] for bar in (first, second)] == [(57 + 219) / 2] * 2
        assert (first["label"]["formatter"], first["itemStyle"]["borderType"]) == ("..", "dashed")
        assert "borderType" not in third["itemStyle"]
        assert section.remarks == (
            "De streckade intervallen till och med 60 dagar rymmer tillsammans 276 planer.",
        )

    def test_tells_late_plans_together_with_the_overdue_when_the_late_ones_are_withheld(self) -> None:
        late = with_withheld(7, 8, agreed=by_sex(WITHHELD, WITHHELD, WITHHELD))
        assert days_section(late, SV).remarks == (
            "De streckade intervallen efter 60 dagar och försenade planer är tillsammans 297.",
        )

    def test_draws_withheld_bins_though_it_is_withheld_what_they_hold(self) -> None:
        unknown = shares((WITHHELD, WITHHELD, WITHHELD), (2140, 2058, 4198))
        section = days_section(with_withheld(7, 8, within_limit=unknown), SV)
        assert all(bar["value"][1] > 0 for bar in bars(section)[7:])
        assert section.remarks == ("Hur många planer de streckade intervallen rymmer visas inte.",)


def with_withheld(*places: int, **changed: object) -> DaysToPlan:
    bins = tuple(
        one.model_copy(update={"plans": by_sex(WITHHELD, WITHHELD, WITHHELD)}) if place in places else one
        for place, one in enumerate(days_to_plan().bins)
    )
    return days_to_plan(bins=bins, **changed)


def bars(section: Section) -> list[Option]:
    assert section.chart is not None
    found: list[Option] = section.chart["series"][0]["data"]
    return found
