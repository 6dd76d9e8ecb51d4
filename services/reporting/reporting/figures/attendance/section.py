"""How many participants attend how much of their sessions."""

from reporting.figures.attendance.query import Attendance, AttendanceBin, AttendanceDistribution
from reporting.pages.names import scope_name
from reporting.pages.palette import INK, LINE, MAIN, QUIET, SECOND, any_shown, base, grid, label
from reporting.pages.section import Cell, Option, Row, Section, Table
from reporting.pages.wording import NOT_MEASURED, Wording


def attendance_section(answer: AttendanceDistribution, say: Wording) -> Section:
    together = answer.rows[0] if answer.rows else None
    is_drawn = together is not None and any_shown(one.people.total for one in together.bins)
    return Section(
        id="attendance",
        topic=say.text("Attendance in groups"),
        finding=_finding(together, say) if together else say.text("No group has begun"),
        chart=_option(together, say) if together and is_drawn else None,
        table=_table(answer, say),
        definition=say.text(
            "Sessions attended as a share of the sessions at which the participant's attendance is recorded. "
            "Whether an excused absence counts is a rule of the term."
        ),
    )


def _finding(together: Attendance, say: Wording) -> str:
    if not together.participants.total:
        return say.text("No attendance has been recorded")
    if together.below_target is None:
        return say.text("Attendance is {share}", share=say.share(together.sessions.total))
    return say.texts(
        "{below} of {number} participant attends less than {target} of the sessions",
        "{below} of {number} participants attend less than {target} of the sessions",
        int(together.participants.total),
        below=say.count(together.below_target.share.total.numerator),
        target=say.percent(together.target_percent or 0, 0),
    )


def _table(answer: AttendanceDistribution, say: Wording) -> Table:
    bins = answer.rows[0].bins if answer.rows else ()
    return Table(
        caption=say.text("Participants by their attendance"),
        columns=(
            say.text("Group"),
            *(_bin_name(one, say) for one in bins),
            say.text("Below target"),
            say.text("Attendance"),
        ),
        rows=tuple(_row(one, say) for one in (*answer.rows[1:], *answer.rows[:1])),
    )


def _bin_name(one: AttendanceBin, say: Wording) -> str:
    return say.text(
        "{low} to {high}", low=say.number(one.first_percent), high=say.percent(one.last_percent, 0)
    )


def _row(one: Attendance, say: Wording) -> Row:
    below = one.below_target
    cells = (
        *(Cell(text=say.count(each.people.total)) for each in one.bins),
        Cell(text=say.count(below.share.total.numerator) if below else NOT_MEASURED),
        Cell(text=say.share(one.sessions.total)),
    )
    return Row(name=scope_name(one.scope, say), cells=cells, is_total=one.scope.is_everything)


def _option(together: Attendance, say: Wording) -> Option:
    return base(
        grid=grid(left=8, right=8, top=28, bottom=44),
        xAxis={
            "type": "category",
            "data": [f"{one.first_percent}–{one.last_percent}" for one in together.bins],
            "name": f"{say.text('Attendance')}, %",
            "nameLocation": "middle",
            "nameGap": 26,
            "nameTextStyle": {"color": QUIET, "fontSize": 14},
            "axisLine": {"lineStyle": {"color": LINE}},
            "axisTick": {"show": False},
            "axisLabel": {"color": QUIET, "fontSize": 13, "interval": 0},
        },
        yAxis={"type": "value", "show": False},
        series=[{"type": "bar", "silent": True, "data": [_bar(one, together, say) for one in together.bins]}],
    )


def _bar(one: AttendanceBin, together: Attendance, say: Wording) -> Option:
    """Those below the target in another colour."""
    is_below = one.last_percent < (together.target_percent or 0)
    return {
        "value": one.people.total,
        "itemStyle": {"color": SECOND if is_below else MAIN},
        "label": label(say.count(one.people.total), "top", color=INK),
    }
