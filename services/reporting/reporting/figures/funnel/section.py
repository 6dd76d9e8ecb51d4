"""How many reach each step, from referral to exit."""

from reporting.answers.answer import Count, Share, Withheld
from reporting.answers.paused import Paused
from reporting.figures.funnel.query import Funnel, Step
from reporting.figures.funnel.reasons import pause_reason, reason_name
from reporting.journeys.journey import BEFORE_ENROLMENT
from reporting.pages.bars import bars
from reporting.pages.palette import any_shown, base, grid, hidden_axis, label, length, names_axis
from reporting.pages.section import Cell, Option, Row, Section, Table
from reporting.pages.wording import NOT_MEASURED, Wording


def funnel_section(funnel: Funnel, say: Wording) -> Section:
    return Section(
        id="funnel",
        topic=say.text("The way through"),
        finding=_finding(funnel, say),
        chart=_option(funnel, say) if any_shown(step.reached.total for step in funnel.steps) else None,
        table=_table(funnel, say),
        definition=say.text(
            "Each referral is counted once at every step it has reached. Sex is known from enrolment. "
            "Days are the median since the step before; of an exit, since enrolment."
        ),
        remarks=(
            *(_left(step, say) for step in funnel.steps if step.left),
            *(_paused(pause, say) for pause in funnel.pauses),
        ),
    )


def step_name(step: str, say: Wording) -> str:
    return {
        "referred": say.text("Referred"),
        "eligible": say.text("Eligible"),
        "intake": say.text("Intake meeting"),
        "consent": say.text("Consent"),
        "enrolled": say.text("Enrolled"),
        "plan": say.text("Plan agreed"),
        "activity": say.text("In activity"),
        "exit": say.text("Exit"),
    }[step]


def _reached(funnel: Funnel, step: str) -> Count:
    return next(each.reached.total for each in funnel.steps if each.step == step)


def _finding(funnel: Funnel, say: Wording) -> str:
    referred, enrolled = _reached(funnel, "referred"), _reached(funnel, "enrolled")
    if referred == 0:
        return say.text("Nobody has been referred yet")
    if isinstance(referred, Withheld) or isinstance(enrolled, Withheld):
        return say.text("Too few people to show how many go on from referral to enrolment")
    return say.texts(
        "{enrolled} of {number} person referred has been enrolled: {share}",
        "{enrolled} of {number} people referred have been enrolled: {share}",
        referred,
        enrolled=say.count(enrolled),
        share=say.share(Share(numerator=enrolled, denominator=referred)),
    )


def _table(funnel: Funnel, say: Wording) -> Table:
    return Table(
        caption=say.text("People who have reached each step, and how many days it took"),
        columns=(
            say.text("Step"),
            say.text("Women"),
            say.text("Men"),
            say.text("Total"),
            say.text("Days"),
        ),
        rows=tuple(_row(step, say) for step in funnel.steps),
    )


def _row(step: Step, say: Wording) -> Row:
    days = NOT_MEASURED if step.median_days is None else say.number(step.median_days)
    counts = (step.reached.women, step.reached.men, step.reached.total)
    return Row(
        name=step_name(step.step, say),
        cells=(*(Cell(text=say.count(count)) for count in counts), Cell(text=days)),
    )


def _left(step: Step, say: Wording) -> str:
    shown = [leaving for leaving in step.left if not isinstance(leaving.people, Withheld)]
    reasons = [f"{reason_name(leaving.reason, say)} {say.count(leaving.people)}" for leaving in shown]
    if len(shown) < len(step.left):
        others = say.text("other reasons")
        reasons.append(f"{others} {Withheld.WITHHELD.value}")
    name, why = step_name(step.step, say), ", ".join(reasons)
    if step.step in BEFORE_ENROLMENT:
        return say.text("No further than {step}: {reasons}", step=name.lower(), reasons=why)
    return say.text("Exits after “{step}”: {reasons}", step=name, reasons=why)


def _paused(pause: Paused, say: Wording) -> str:
    reason, first = pause_reason(pause.reason, say), say.day(pause.first_day)
    if pause.last_day is None:
        return say.text("No referrals are taken since {first}: {reason}.", first=first, reason=reason)
    return say.text(
        "No referrals were taken from {first} to {last}: {reason}.",
        first=first,
        last=say.day(pause.last_day),
        reason=reason,
    )


def _unhyphenated(step: Step, say: Wording) -> str:
    """A long name may break in a table, never on an axis."""
    return step_name(step.step, say).replace("\N{SOFT HYPHEN}", "")


def _option(funnel: Funnel, say: Wording) -> Option:
    totals = [step.reached.total for step in funnel.steps]
    drawn = [{"value": length(total), "label": label(say.count(total), fontWeight=600)} for total in totals]
    return base(
        grid=grid(left=124, right=56),
        xAxis=hidden_axis(max(length(total) for total in totals)),
        yAxis=names_axis([_unhyphenated(step, say) for step in funnel.steps], width=124),
        series=[bars(drawn)],
    )
