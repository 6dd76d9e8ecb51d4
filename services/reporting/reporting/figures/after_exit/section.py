"""What former participants do when they are followed up, and the step that others have moved."""

from reporting.answers.rate import Rate
from reporting.figures.after_exit.query import AfterExit
from reporting.pages.bars import share_bars
from reporting.pages.section import Cell, Row, Section, Table
from reporting.pages.wording import Wording
from samplan.contracts.codes.endings import StatusAfterExit, StepMove


def after_exit_section(answer: AfterExit, say: Wording) -> Section:
    statuses = [(status_name(one.status, say), one.people.share.total) for one in answer.statuses]
    return Section(
        id="after-exit",
        topic=say.text("After the exit"),
        finding=_finding(answer, say),
        chart=share_bars(statuses, say),
        table=_table(answer, say),
        definition=say.text(
            "What former participants do when they are followed up, once the months that the programme "
            "states have passed, as shares of those followed up; steps moved as shares of those who left for "
            "neither work nor studies and whose step is assessed. A follow-up after the end of the consent "
            "is not known here."
        ),
    )


def status_name(status: StatusAfterExit, say: Wording) -> str:
    return {
        StatusAfterExit.IN_WORK: say.text("in work"),
        StatusAfterExit.IN_STUDIES: say.text("in studies"),
        StatusAfterExit.IN_AN_INTERVENTION: say.text("in another intervention"),
        StatusAfterExit.WITHOUT_OCCUPATION: say.text("without occupation"),
        StatusAfterExit.MOVED: say.text("moved"),
        StatusAfterExit.NOT_REACHED: say.text("not reached"),
    }[status]


def step_name(step: StepMove, say: Wording) -> str:
    return {
        StepMove.CLOSER_TO_WORK: say.text("closer to work"),
        StepMove.CLOSER_TO_STUDIES: say.text("closer to studies"),
        StepMove.UNCHANGED: say.text("unchanged"),
        StepMove.FURTHER_AWAY: say.text("further away"),
    }[step]


def _finding(answer: AfterExit, say: Wording) -> str:
    followed = answer.in_work_or_studies.share.total
    if not followed.denominator:
        return say.text("No participant has been followed up after the exit yet")
    return say.texts(
        "{some} of {number} person followed up after the exit is in work or studies ({share})",
        "{some} of {number} people followed up after the exit are in work or studies ({share})",
        int(followed.denominator),
        some=say.count(followed.numerator),
        share=say.share(followed),
    )


def _table(answer: AfterExit, say: Wording) -> Table:
    statuses = [(status_name(one.status, say), one.people) for one in answer.statuses]
    steps = [(step_name(one.step, say), one.people) for one in answer.steps]
    followed = _row(say.text("Followed up, of those due"), answer.followed_up, say)
    return Table(
        caption=say.text("Status when followed up, and steps moved"),
        columns=(say.text("After the exit"), say.text("Women"), say.text("Men"), say.text("Total")),
        rows=(followed, *(_row(name, one, say) for name, one in (*statuses, *steps))),
    )


def _row(name: str, one: Rate, say: Wording) -> Row:
    shares = (one.share.women, one.share.men, one.share.total)
    return Row(
        name=name,
        cells=tuple(Cell(text=say.count(each.numerator), note=say.share(each)) for each in shares),
    )
