"""The result board: each term and agency, and all groups together."""

from reporting.answers.rate import Rate
from reporting.figures.group_results.query import GroupResult, GroupResults
from reporting.pages.bars import share_bars
from reporting.pages.names import scope_name
from reporting.pages.section import Cell, Row, Section, Table
from reporting.pages.wording import NOT_MEASURED, Wording


def group_results_section(answer: GroupResults, say: Wording) -> Section:
    groups = [one for one in answer.rows if one.scope.term and one.scope.agency]
    return Section(
        id="group-results",
        topic=say.text("Results of groups"),
        finding=_finding(answer.rows[0], say) if answer.rows else say.text("No group has begun"),
        chart=share_bars([(scope_name(one.scope, say), one.attendance.total) for one in groups], say),
        table=_table(answer, say),
        definition=say.text(
            "Exits as a share of everyone who has joined a group; attendance as a share of the sessions of "
            "each participant. Who has been in several groups counts in each, and once in all together."
        ),
    )


def _finding(together: GroupResult, say: Wording) -> str:
    return say.texts(
        "{work} of {number} participant in groups has gone to work, {studies} to studies; attendance {share}",
        "{work} of {number} participants in groups have gone to work, {studies} to studies; "
        "attendance {share}",
        int(together.starters.total),
        work=say.count(together.to_work.share.total.numerator),
        studies=say.count(together.to_studies.share.total.numerator),
        share=say.share(together.attendance.total),
    )


def _table(answer: GroupResults, say: Wording) -> Table:
    return Table(
        caption=say.text("To work, to studies and attendance, by group"),
        columns=(
            say.text("Group"),
            say.text("Participants"),
            say.text("To work"),
            say.text("To studies"),
            say.text("Attendance"),
        ),
        rows=tuple(_row(one, say) for one in (*answer.rows[1:], *answer.rows[:1])),
    )


def _row(one: GroupResult, say: Wording) -> Row:
    cells = (
        Cell(text=say.count(one.starters.total)),
        _rate(one.to_work, say),
        _rate(one.to_studies, say),
        Cell(text=say.share(one.attendance.total), note=_target(one, say)),
    )
    return Row(name=scope_name(one.scope, say), cells=cells, is_total=one.scope.is_everything)


def _rate(one: Rate, say: Wording) -> Cell:
    return Cell(text=say.count(one.share.total.numerator), note=say.share(one.share.total))


def _target(one: GroupResult, say: Wording) -> str:
    match one.attendance_is_met:
        case None:
            return NOT_MEASURED
        case True:
            return say.text("target {percent} met", percent=say.percent(one.attendance_target or 0, 0))
        case False:
            return say.text("target {percent} not met", percent=say.percent(one.attendance_target or 0, 0))
