"""The goal matrix: a row for each sub-goal, a column for each group and for all together."""

from reporting.figures.goal_matrix.query import GoalCell, GoalMatrix, GoalRow
from reporting.pages.names import scope_name
from reporting.pages.section import Cell, Row, Section, Table
from reporting.pages.wording import NOT_MEASURED, Wording
from reporting.programmes.follow_up import Goal


def goal_matrix_section(answer: GoalMatrix, say: Wording) -> Section:
    return Section(
        id="goal-matrix",
        topic=say.text("Sub-goals of groups"),
        finding=_finding(answer.rows[0], say) if answer.rows else say.text("No group has begun"),
        chart=None,
        table=_table(answer, say),
        definition=say.text(
            "Shares of everyone who has joined the group; group days are sessions held, of those that the "
            "calendar gave the groups whose term has ended. No event tells of a questionnaire or of "
            "influence, so they are not measured."
        ),
    )


def goal_name(goal: Goal, say: Wording) -> str:
    return {
        Goal.QUESTIONNAIRE: say.text("Questionnaire done"),
        Goal.PLACEMENTS_OFFERED: say.text("Offered two placements"),
        Goal.CV_AND_LETTER: say.text("CV and personal letter"),
        Goal.GROUP_DAYS: say.text("Group activity four days a week"),
        Goal.GUIDANCE: say.text("Guidance: has a plan"),
        Goal.REFERENCES: say.text("References and network"),
        Goal.INFLUENCE: say.text("Influence on their own process"),
    }[goal]


def _finding(together: GoalRow, say: Wording) -> str:
    judged = [one for one in together.goals if one.is_met is not None]
    missed = [goal_name(one.goal, say) for one in judged if not one.is_met]
    met = say.count(len(judged) - len(missed))
    if not missed:
        return say.texts(
            "{met} of {number} sub-goal with a target is met",
            "{met} of {number} sub-goals with a target are met",
            len(judged),
            met=met,
        )
    return say.texts(
        "{met} of {number} sub-goal with a target is met. Not met: {missed}",
        "{met} of {number} sub-goals with a target are met. Not met: {missed}",
        len(judged),
        met=met,
        missed=", ".join(missed),
    )


def _table(answer: GoalMatrix, say: Wording) -> Table:
    groups = [row for row in answer.rows if row.scope.term and row.scope.agency]
    shown = [*groups, *answer.rows[:1]]
    goals = answer.rows[0].goals if answer.rows else ()
    return Table(
        caption=say.text("Sub-goals by group"),
        columns=(
            say.text("Sub-goal"),
            say.text("Target level"),
            *(scope_name(row.scope, say) for row in shown),
        ),
        rows=tuple(
            Row(
                name=goal_name(one.goal, say),
                cells=(_target(one, say), *(_cell(row.goals[place], say) for row in shown)),
            )
            for place, one in enumerate(goals)
        ),
    )


def _target(one: GoalCell, say: Wording) -> Cell:
    return Cell(text=NOT_MEASURED if one.target_percent is None else say.percent(one.target_percent, 0))


def _cell(one: GoalCell, say: Wording) -> Cell:
    total = one.people.share.total if one.people else one.sessions
    if total is None or not total.denominator:
        return Cell(text=NOT_MEASURED)
    of = say.text("{part} of {whole}", part=say.count(total.numerator), whole=say.count(total.denominator))
    return Cell(text=say.share(total), note=of)
