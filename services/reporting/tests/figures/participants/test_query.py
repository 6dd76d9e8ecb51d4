from services.reporting.tests.figures.reading import row

from reporting.disclosure_control.view import View
from reporting.figures.participants.query import participants


def test_participants_by_referring_agency(view: View) -> None:
    rows = {one.code: row(one.people) for one in participants(view).referring_agency}
    assert rows == {"malmo-ifo": (3, 0, 3), "fk": (0, 2, 2)}
