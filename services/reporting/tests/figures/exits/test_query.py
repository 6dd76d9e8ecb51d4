from datetime import date

from services.reporting.tests.figures.reading import row

from reporting.disclosure_control.view import View, published_view
from reporting.figures.exits.query import exits_by_sex


class TestExitsBySex:
    def test_counts_each_indicator_by_the_definition_of_the_day(self, view: View) -> None:
        people = {one.indicator: row(one.people) for one in exits_by_sex(view).outcomes}
        assert people == {"to_work": (1, 0, 1), "to_studies": (1, 0, 1), "to_work_or_studies": (2, 0, 2)}

    def test_shows_what_each_version_would_have_counted(self, view: View) -> None:
        studies = next(one for one in exits_by_sex(view).outcomes if one.indicator == "to_studies")
        assert [(version, people.total) for version, people in studies.by_version] == [(1, 0), (2, 1)]

    def test_lists_classes_and_months(self, view: View) -> None:
        exits = exits_by_sex(view)
        assert {one.exit_class: one.people.total for one in exits.classes} == {
            "work_unsubsidised": 1,
            "studies_retained_support": 1,
            "consent_withdrawn": 1,
        }
        assert [(one.month, row(one.counted), row(one.other)) for one in exits.months] == [
            (date(2022, 9, 1), (1, 0, 1), (0, 1, 1)),
            (date(2022, 10, 1), (1, 0, 1), (0, 0, 0)),
        ]


def test_the_published_view_of_so_few_shows_no_number(view: View) -> None:
    published = published_view(view.census, view.head)
    answer = exits_by_sex(published).model_dump(mode="json")
    assert set(answer["starters"].values()) <= {".."}
    assert all(set(one["people"].values()) <= {".."} for one in answer["classes"])
