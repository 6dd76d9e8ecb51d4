"""How a page names groups, agencies and kinds of income support."""

from reporting.groups.scopes import Scope
from reporting.pages.wording import Wording
from samplan.contracts.agency_names import agency_name
from samplan.contracts.codes import ActivityKind, IncomeSupport
from samplan.contracts.codes.ages import AgeGroup


def scope_name(scope: Scope, say: Wording) -> str:
    """A term by its season and year; the code itself if it is new."""
    term = [_term(scope, say)] if scope.term else []
    agency = [agency_name(scope.agency)] if scope.agency else []
    return ", ".join([*term, *agency]) or say.text("All groups")


def _term(scope: Scope, say: Wording) -> str:
    name = {"spring": say.text("spring"), "autumn": say.text("autumn")}.get(
        scope.term or "", scope.term or ""
    )
    return f"{name} {scope.begins_on:%Y}" if scope.begins_on else name


def income_name(income: IncomeSupport | None, say: Wording) -> str:
    if income is None:
        return say.text("not recorded")
    return {
        IncomeSupport.EKONOMISKT_BISTAND: say.text("social assistance"),
        IncomeSupport.AKTIVITETSSTOD: say.text("activity support"),
        IncomeSupport.ARBETSLOSHETSERSATTNING: say.text("unemployment benefit"),
        IncomeSupport.ETABLERINGSERSATTNING: say.text("establishment benefit"),
        IncomeSupport.SJUKPENNING: say.text("sickness benefit"),
        IncomeSupport.SJUKERSATTNING: say.text("sickness compensation"),
        IncomeSupport.AKTIVITETSERSATTNING: say.text("activity compensation"),
        IncomeSupport.STUDIEMEDEL: say.text("student aid"),
        IncomeSupport.FORALDRAPENNING: say.text("parental benefit"),
        IncomeSupport.LON: say.text("wages"),
        IncomeSupport.SUBVENTIONERAD_LON: say.text("subsidised wages"),
        IncomeSupport.INGEN: say.text("no income"),
        IncomeSupport.OKAND: say.text("not known"),
    }[income]


def age_name(group: AgeGroup | None, say: Wording) -> str:
    if group is None:
        return say.text("age not recorded")
    return {
        AgeGroup.UNDER_30: say.text("under 30"),
        AgeGroup.FROM_30: say.text("30 to 44"),
        AgeGroup.FROM_45: say.text("45 and older"),
    }[group]


def intervention_name(kind: str, say: Wording) -> str:
    """An activity of the kind."""
    return {
        ActivityKind.MAPPING: say.text("Mapping"),
        ActivityKind.GUIDANCE: say.text("Guidance"),
        ActivityKind.REHABILITATION: say.text("Rehabilitation"),
        ActivityKind.WORKSHOP: say.text("Workshop"),
        ActivityKind.GROUP_ACTIVITY: say.text("Group activity"),
        ActivityKind.SWEDISH_STUDIES: say.text("Studies in Swedish"),
        ActivityKind.ADULT_EDUCATION: say.text("Adult education"),
        ActivityKind.VOCATIONAL_TRAINING: say.text("Vocational training"),
        ActivityKind.VALIDATION: say.text("Validation"),
        ActivityKind.WORK_PLACEMENT: say.text("Work placement"),
        ActivityKind.JOB_SEARCH: say.text("Looking for work"),
        ActivityKind.SUBSIDISED_WORK: say.text("Subsidised work"),
        ActivityKind.ENHANCED_COOPERATION: say.text("Enhanced cooperation"),
        ActivityKind.RUSTA_OCH_MATCHA: say.text("Rusta och matcha"),
        ActivityKind.LABOUR_MARKET_TRAINING: say.text("Labour-market training"),
        ActivityKind.KRAMI: say.text("Krami"),
        ActivityKind.OTHER: say.text("Another activity"),
    }[ActivityKind(kind)]
