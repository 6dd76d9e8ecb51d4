"""What a form says: the facts that criteria are tried on, and the coded fields of the referral."""

from datetime import date

from referral.criteria.assess import completed_years
from referral.criteria.criteria import Facts
from referral.form.asked import Form
from samplan.contracts.codes import AgeBand, Agency, IncomeSupport, Sex


def facts_of(form: Form | None, *, referred_on: date, referring_agency: Agency, sex: Sex) -> Facts:
    """The facts of the referral date; without a form, once it is erased, only the coded ones."""
    if form is None:
        return Facts(referred_on=referred_on, referring_agency=referring_agency, sex=sex)
    number = form.participant.personnummer
    return Facts(
        referred_on=referred_on,
        referring_agency=referring_agency,
        sex=sex,
        born_between=number.born_between if number else None,
        country_of_birth=form.participant.country_of_birth,
        guarantee=form.circumstances.guarantee,
        is_registered=form.economy.registered_at_employment_service,
        registered_since=form.economy.registered_since,
        is_on_sickness_benefit=form.circumstances.on_sickness_benefit,
        needs_coordination=form.circumstances.needs_coordination,
        childcare=form.circumstances.childcare,
    )


def age_band_of(born_between: tuple[date, date], on: date) -> AgeBand:
    """The band on the referral date; a day of birth left open counts as the first possible one."""
    return AgeBand.of(completed_years(born_between[0], on))


def income_support_of(form: Form) -> IncomeSupport:
    """The main income as stated; else income support where it is received; else not known."""
    if form.economy.main_income is not None:
        return form.economy.main_income
    if form.economy.receives_income_support:
        return IncomeSupport.EKONOMISKT_BISTAND
    return IncomeSupport.OKAND
