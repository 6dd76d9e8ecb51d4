"""Each printed figure that contradicts itself, and how."""

from reporting.figures.contradictions.query import Contradictions, PrintedFigure
from reporting.pages.contradictions import in_words
from reporting.pages.section import Cell, Row, Section, Table
from reporting.pages.wording import Wording


def contradictions_section(answer: Contradictions, say: Wording) -> Section:
    return Section(
        id="contradictions",
        topic=say.text("Contradictions"),
        finding=_finding(answer, say),
        chart=None,
        table=_table(answer.figures, say),
        definition=say.text(
            "Figures as reports have printed them: whether parts exceed the whole, rates follow from their "
            "numbers, and rows and columns add up. They are warned of and never corrected."
        ),
        remarks=tuple(_remark(figure, say) for figure in answer.figures if figure.contradictions),
    )


def _remark(figure: PrintedFigure, say: Wording) -> str:
    return say.text(
        "{figure}: {contradictions} ({source}).",
        figure=say.named(figure.name),
        contradictions="; ".join(in_words(found, say) for found in figure.contradictions),
        source=figure.source,
    )


def _finding(answer: Contradictions, say: Wording) -> str:
    if not answer.figures:
        return say.text("No printed figure is checked")
    return say.text(
        "Printed figures that contradict themselves: {wrong} of {number}",
        wrong=say.count(len([figure for figure in answer.figures if figure.contradictions])),
        number=say.count(len(answer.figures)),
    )


def _table(figures: tuple[PrintedFigure, ...], say: Wording) -> Table:
    return Table(
        caption=say.text("Printed figures, and whether they contradict themselves"),
        columns=(say.text("Printed figure"), say.text("Day"), say.text("Contradictions")),
        rows=tuple(
            Row(
                name=say.named(figure.name),
                cells=(Cell(text=say.day(figure.of_day)), Cell(text=say.count(len(figure.contradictions)))),
            )
            for figure in figures
        ),
    )
