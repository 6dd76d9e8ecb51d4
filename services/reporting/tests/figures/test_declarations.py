"""What holds for every figure, also for those added later."""

from reporting.answers.table import Table
from reporting.disclosure_control.view import View
from reporting.pages.language import Language
from reporting.pages.wording import Wording
from reporting.questions import FIGURES

SV = Wording(Language.SV)
SHOWN = [(figure, figure.on_page) for figure in FIGURES if figure.on_page]


def test_every_figure_has_its_own_path() -> None:
    assert len({figure.path for figure in FIGURES}) == len(FIGURES)


def test_a_section_links_to_the_exports_of_its_figure(view: View) -> None:
    for figure, page in SHOWN:
        assert page.section(figure.answer(view), SV).id == figure.path


def test_no_two_rows_of_a_figure_have_the_same_name(view: View) -> None:
    for figure in FIGURES:
        table = Table(tuple(figure.lines(figure.answer(view))))
        names = [tuple(map(line.key.get, table.keys)) for line in table.lines]
        assert len(set(names)) == len(names), figure.path


def test_no_two_figures_have_the_same_order_on_the_page(view: View) -> None:
    numbers = [number.order for figure, page in SHOWN for number in page.key_figures(figure.answer(view), SV)]
    assert len({page.order for _, page in SHOWN}) == len(SHOWN)
    assert len(set(numbers)) == len(numbers)
