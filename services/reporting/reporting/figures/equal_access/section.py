"""Women against men in each intervention; ages, municipalities and agencies against all others."""

from collections.abc import Sequence

from reporting.answers.answer import Share
from reporting.figures.equal_access.alarm import Alarm
from reporting.figures.equal_access.query import Compared, EqualAccess, Variable
from reporting.pages.names import age_name, intervention_name
from reporting.pages.section import Cell, Row, Section, Table
from reporting.pages.wording import NOT_MEASURED, Wording
from samplan.contracts.agency_names import agency_name
from samplan.contracts.codes import Agency
from samplan.contracts.codes.ages import AgeGroup


def equal_access_section(answer: EqualAccess, say: Wording) -> Section:
    by_sex = [one for one in answer.compared if one.variable is Variable.SEX]
    return Section(
        id="equal-access",
        topic=say.text("Equal access"),
        finding=_finding(answer, by_sex, say),
        chart=None,
        table=Table(
            caption=say.text("Participants who have started each intervention, by sex"),
            columns=(
                say.text("Intervention"),
                say.text("Women"),
                say.text("Men"),
                say.text("Difference in points"),
            ),
            rows=tuple(_row(intervention_name(one.intervention, say), one, say) for one in by_sex),
        ),
        definition=say.text(
            "Of all who are enrolled, those who have started an activity of the kind. Differences with 95% "
            "intervals by Newcombe; of twenty, one is expected to seem certain by chance."
        ),
        remarks=tuple(_alarm(one, say) for one in answer.alarms),
    )


def further_sections(answer: EqualAccess, say: Wording) -> tuple[Section, ...]:
    others = [one for one in answer.compared if one.variable is not Variable.SEX]
    certain = [one for one in others if one.is_certain]
    if not others:
        return ()
    finding = say.texts(
        "{number} difference between a group and all others is statistically significant",
        "{number} differences between a group and all others are statistically significant",
        len(certain),
    )
    section = Section(
        id="equal-access-groups",
        within="equal-access",
        topic=say.text("Equal access by age, municipality and agency"),
        finding=finding if certain else say.text("No statistically significant difference between groups"),
        chart=None,
        table=_groups(others, say),
        definition=say.text(
            "Each group against all others whose group is known, so that no participant is in both. "
            "The municipality is that of the referring agency; the age is that of the referral."
        ),
    )
    return (section,)


def _finding(answer: EqualAccess, by_sex: Sequence[Compared], say: Wording) -> str:
    if not answer.participants:
        return say.text("No participant is enrolled")
    if not by_sex:
        return say.text("No intervention has been started")
    certain = [one for one in by_sex if one.is_certain]
    if not certain:
        return say.text("No statistically significant difference between women and men in any intervention")
    widest = max(certain, key=lambda one: abs(one.points or 0))
    return say.text(
        "{intervention}: {women} of the women and {men} of the men have started, "
        "a statistically significant difference",
        intervention=intervention_name(widest.intervention, say),
        women=say.share(widest.group),
        men=say.share(widest.others),
    )


def _groups(compared: Sequence[Compared], say: Wording) -> Table:
    return Table(
        caption=say.text("Participants who have started each intervention, by group"),
        columns=(
            say.text("Intervention, group"),
            say.text("The group"),
            say.text("All others"),
            say.text("Difference in points"),
        ),
        rows=tuple(
            _row(f"{intervention_name(one.intervention, say)}, {_name(one, say)}", one, say)
            for one in compared
        ),
    )


def _name(one: Compared, say: Wording) -> str:
    match one.variable:
        case Variable.AGE_GROUP:
            return age_name(AgeGroup(one.code), say)
        case Variable.MUNICIPALITY:
            return one.name
        case Variable.AGENCY:
            return agency_name(Agency(one.code))
        case Variable.SEX:
            return say.text("Women")


def _row(name: str, one: Compared, say: Wording) -> Row:
    shares = [Cell(text=say.share(part), note=_of(part, say)) for part in (one.group, one.others)]
    return Row(name=name, cells=(*shares, _difference(one, say)))


def _of(part: Share, say: Wording) -> str:
    numbers = say.count(part.numerator), say.count(part.denominator)
    return say.text("{part} of {whole}", part=numbers[0], whole=numbers[1])


def _difference(one: Compared, say: Wording) -> Cell:
    if one.points is None or one.low is None or one.high is None:
        return Cell(text=NOT_MEASURED)
    interval = say.text("{low} to {high}", low=say.number(one.low, 1), high=say.number(one.high, 1))
    return Cell(text=say.number(one.points, 1), note=interval)


def _alarm(one: Alarm, say: Wording) -> str:
    name = intervention_name(one.intervention, say)
    if one.alarmed_on:
        return say.text(
            "{intervention}: alarm since {day}, women and men do not start within {days} days equally often",
            day=say.day(one.alarmed_on),
            intervention=name,
            days=say.count(one.within_days),
        )
    return say.text(
        "{intervention}: no alarm over starts within {days} days, after {weeks} weeks of enrolments",
        intervention=name,
        days=say.count(one.within_days),
        weeks=say.count(one.weeks),
    )
