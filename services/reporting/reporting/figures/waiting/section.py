"""What the days from referral to exit were spent on."""

from fractions import Fraction

from reporting.cubes.waiting import Cause
from reporting.figures.waiting.query import Spent, Waiting
from reporting.pages.bars import bars
from reporting.pages.palette import base, grid, hidden_axis, label, long_names_axis
from reporting.pages.section import Cell, Option, Row, Section, Table
from reporting.pages.wording import NOT_MEASURED, Wording


def waiting_section(answer: Waiting, say: Wording) -> Section:
    return Section(
        id="waiting",
        topic=say.text("The anatomy of waiting"),
        finding=_finding(answer, say),
        chart=_option(answer, say) if answer.days else None,
        table=_table(answer, say),
        definition=say.text(
            "Each day from the referral until the exit, or the day asked for, has one cause, and the causes "
            "add up to all days. No event tells of interpreters, nor of single days after the first activity."
        ),
    )


def cause_name(cause: Cause, say: Wording) -> str:
    return {
        Cause.INTAKE_PAUSED: say.text("Intake paused"),
        Cause.ASSESSMENT: say.text("Assessment of the target group"),
        Cause.MEETING: say.text("Intake meeting"),
        Cause.CONSENT: say.text("Consent"),
        Cause.ENROLMENT: say.text("Enrolment, study visits included"),
        Cause.PLAN: say.text("Agreement of the plan"),
        Cause.CLOCK_STOPPED: say.text("Clock stopped"),
        Cause.FIRST_ACTIVITY: say.text("First activity"),
        Cause.NOT_TOLD: say.text("Not told: an activity has begun"),
    }[cause]


def _finding(answer: Waiting, say: Wording) -> str:
    if not answer.waited:
        return say.text("No participant has waited yet")
    most = max((one for one in answer.causes if one.cause is not Cause.NOT_TOLD), key=lambda one: one.days)
    return say.text(
        "Most waiting is for: {cause}, {part} of {whole} days of waiting ({percent})",
        cause=cause_name(most.cause, say),
        part=say.count(most.days),
        whole=say.count(answer.waited),
        percent=say.percent(Fraction(100 * most.days, answer.waited), 1),
    )


def _table(answer: Waiting, say: Wording) -> Table:
    return Table(
        caption=say.text("Days from referral to exit, by what they were spent on"),
        columns=(
            say.text("Cause"),
            say.text("Days"),
            say.text("Of all days"),
            say.text("People"),
            say.text("Days each"),
        ),
        rows=(
            *(Row(name=cause_name(one.cause, say), cells=_cells(one, say)) for one in answer.causes),
            Row(
                name=say.text("All"),
                cells=(Cell(text=say.count(answer.days)), *(Cell(text=NOT_MEASURED),) * 3),
                is_total=True,
            ),
        ),
    )


def _cells(one: Spent, say: Wording) -> tuple[Cell, ...]:
    each = say.number(Fraction(one.days, one.people), 1) if one.people else NOT_MEASURED
    percent = NOT_MEASURED if one.percent is None else say.percent(one.percent, 1)
    texts = say.count(one.days), percent, say.count(one.people), each
    return tuple(Cell(text=text) for text in texts)


def _option(answer: Waiting, say: Wording) -> Option:
    drawn = [{"value": one.days, "label": label(say.count(one.days))} for one in answer.causes]
    return base(
        grid=grid(left=150, right=64),
        xAxis=hidden_axis(max(one.days for one in answer.causes)),
        yAxis=long_names_axis([cause_name(one.cause, say) for one in answer.causes], width=150),
        series=[bars(drawn)],
    )
