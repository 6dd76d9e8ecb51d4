import pytest
from services.reporting.tests.figures.examples import by_sex, days_to_plan, shares
from services.reporting.tests.figures.reading import EN, SV, WITHHELD, plain

from reporting.figures.time_to_plan.section import days_section
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

    def test_draws_a_withheld_bin_as_its_label_alone(self) -> None:
        first, *others = days_to_plan().bins
        few = days_to_plan(
            bins=(first.model_copy(update={"plans": by_sex(WITHHELD, WITHHELD, WITHHELD)}), *others)
        )
        chart = days_section(few, SV).chart
        assert chart is not None
        bar = chart["series"][0]["data"][0]
        assert (bar["value"], bar["label"]["formatter"]) == ([5.0, 0], "..")
