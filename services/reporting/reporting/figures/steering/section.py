"""What has been decided, and the open risks and deviations, in one table."""

from collections.abc import Iterator

from reporting.figures.steering.names import body_name, deviation_name, matter_name, risk_name, size_name
from reporting.figures.steering.query import RiskNow, Steering
from reporting.pages.section import Cell, Row, Section, Table
from reporting.pages.wording import NOT_MEASURED, Wording


def steering_section(answer: Steering, say: Wording) -> Section:
    return Section(
        id="steering",
        topic=say.text("Steering"),
        finding=_finding(answer, say),
        chart=None,
        table=_table(answer, say),
        definition=say.text(
            "As the steering group has published it, without its words. A risk is shown as it was assessed "
            "last, with the indicator that tells of it early."
        ),
        remarks=tuple(_remarks(answer, say)),
    )


def _remarks(answer: Steering, say: Wording) -> Iterator[str]:
    for body in answer.bodies:
        yield say.texts(
            "{body}: {number} seat since {day}",
            "{body}: {number} seats since {day}",
            body.seats,
            body=body_name(body.body, say),
            day=say.day(body.since),
        )


def _table(answer: Steering, say: Wording) -> Table:
    return Table(
        caption=say.text("Decisions, risks and deviations"),
        columns=(
            say.text("What"),
            say.text("Day"),
            say.text("Size"),
            say.text("By, or leading indicator"),
        ),
        rows=tuple(_rows(answer, say)),
    )


def _finding(answer: Steering, say: Wording) -> str:
    if not (answer.decisions or answer.risks or answer.deviations):
        return say.text("No decision, risk or deviation has been recorded")
    parts = (
        say.texts("{number} decision", "{number} decisions", len(answer.decisions)),
        say.texts("{number} open risk", "{number} open risks", len(answer.open_risks)),
        say.texts("{number} deviation", "{number} deviations", len(answer.deviations)),
    )
    return ", ".join(parts)


def _rows(answer: Steering, say: Wording) -> Iterator[Row]:
    for decision in answer.decisions:
        name = say.text("Decision: {what}", what=matter_name(decision.matter, say))
        yield _row(name, say.day(decision.on), NOT_MEASURED, body_name(decision.body, say))
    for risk in answer.risks:
        name = say.text("Risk: {what}", what=risk_name(risk.risk, say))
        yield _row(name, _assessed(risk, say), size_name(risk.size, say), _leading(risk, say))
    for deviation in answer.deviations:
        name = say.text("Deviation: {what}", what=deviation_name(deviation.deviation, say))
        yield _row(name, say.day(deviation.on), size_name(deviation.size, say), NOT_MEASURED)


def _assessed(risk: RiskNow, say: Wording) -> str:
    if risk.closed_on is None:
        return say.day(risk.assessed_on)
    return say.text("closed {day}", day=say.day(risk.closed_on))


def _leading(risk: RiskNow, say: Wording) -> str:
    return say.named(risk.indicator_name) if risk.indicator_name else NOT_MEASURED


def _row(name: str, *texts: str) -> Row:
    return Row(name=name, cells=tuple(Cell(text=text) for text in texts))
