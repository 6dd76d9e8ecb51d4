"""The programmes' rules for referral: dated data, never constants."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from chassis.decisions.clock import today
from chassis.settings.plan_keepers import keeper_of, refuse_strange_keepers
from chassis.settings.programmes import (
    BadProgramme,
    Programme,
    Programmes,
    load_programmes,
    read_rows,
    read_toml,
)
from referral.case.trace import Trace
from referral.criteria.area import Area
from referral.criteria.assess import assess
from referral.criteria.criteria import Facts
from referral.office.office import Persons, VisitClocks
from referral.office.refusals import (
    AgencyNotInProgramme,
    IntakeIsPaused,
    ProgrammeNotRunning,
    StudyVisitNotOffered,
    TooFarBack,
    UnknownProgramme,
)
from referral.rule_rows import (
    AreaMembers,
    Delegation,
    EligibilityPolicy,
    EnrolmentRule,
    IntakePause,
    KnownEvents,
    PlanKeeper,
    RegistrationRule,
    StudyVisitRule,
)
from samplan.bus.clock import now_utc
from samplan.contracts.codes import Agency, IncomeSupport

SECTIONS = (
    EligibilityPolicy,
    IntakePause,
    RegistrationRule,
    Delegation,
    EnrolmentRule,
    StudyVisitRule,
    KnownEvents,
    PlanKeeper,
)
"""What it reads of a programme."""


def load_rules(directory: Path) -> tuple[Programmes, Mapping[str, Area]]:
    """The programmes, and the areas that their policies name. Raises BadProgramme."""
    programmes = load_programmes(directory, *SECTIONS)
    countries = directory / "areas" / "countries.toml"
    world = read_toml(countries)
    areas = {
        file.stem: _area(file, world) for file in sorted(countries.parent.glob("*.toml")) if file != countries
    }
    for programme in programmes.values():
        file = directory / f"{programme.id}.toml"
        _refuse_unknown_areas(file, programme, areas)
        _refuse_unlimited(file, programme)
        refuse_strange_keepers(file, programme, PlanKeeper)
    return programmes, areas


def check_takes_referrals(programmes: Programmes, programme_id: str, agency: Agency, on: date) -> None:
    """Raises UnknownProgramme, AgencyNotInProgramme or ProgrammeNotRunning."""
    programme = programmes.get(programme_id)
    if programme is None:
        raise UnknownProgramme
    if agency not in programme.head.agencies:
        raise AgencyNotInProgramme
    if not programme.runs_on(on):
        raise ProgrammeNotRunning


def check_in_time(programme: Programme, on: date, received_on: date) -> None:
    """For what is dated `on`. Raises IntakeIsPaused by either day, or TooFarBack (R-10)."""
    for day in (on, received_on):
        if pause := programme.in_force(IntakePause, day):
            until = pause.valid_until.isoformat() if pause.valid_until else None
            raise IntakeIsPaused(reason=pause.code, until=until)
    rule = programme.in_force(RegistrationRule, received_on)  # None before the programme runs
    if rule and on < (earliest := received_on - timedelta(days=rule.days_back)):
        raise TooFarBack(earliest=earliest.isoformat())


def policy_in_force(programmes: Programmes, programme_id: str, referred_on: date) -> EligibilityPolicy:
    """The policy of the referral date. Raises ProgrammeNotRunning when there is none."""
    policy = programmes[programme_id].in_force(EligibilityPolicy, referred_on)
    if policy is None:
        raise ProgrammeNotRunning
    return policy


def visit_clocks(programmes: Programmes, programme_id: str, on: date) -> VisitClocks:
    """How long a study visit may be (R-07). Raises StudyVisitNotOffered."""
    rule = programmes[programme_id].in_force(StudyVisitRule, on)
    if rule is None:
        raise StudyVisitNotOffered
    return VisitClocks(
        follow_up_days=rule.follow_up_days, months=rule.months, reminder_days=rule.reminder_days
    )


def keeps_plan(programme: Programme, agency: Agency, income_support: IncomeSupport, on: date) -> bool:
    keeper = keeper_of(programme, PlanKeeper, income_support, on)
    return agency == keeper if keeper else agency in programme.head.agencies


def needed_agencies(
    programmes: Programmes, programme_id: str, referring_agency: Agency, on: date
) -> frozenset[Agency]:
    """Whom the consent must name before enrolment (R-06)."""
    rule = programmes[programme_id].in_force(EnrolmentRule, on)
    return (rule.needed_agencies if rule else frozenset()) | {referring_agency}


@dataclass(frozen=True, kw_only=True)
class IntakeOffice:
    """What the service has at hand: whose it is, the programmes' rules, and its files on persons."""

    keeper: Agency
    programmes: Programmes
    areas: Mapping[str, Area]
    persons: Persons

    def today(self) -> date:
        return today()

    def now(self) -> datetime:
        return now_utc()

    def require_programme(self, programme: str) -> None:
        if programme not in self.programmes:
            raise UnknownProgramme

    @property
    def programme_ids(self) -> Iterable[str]:
        return self.programmes

    def programmes_of(self, agency: Agency) -> frozenset[str]:
        every = self.programmes.values()
        return frozenset(one.id for one in every if agency in one.head.agencies)

    def delegates(self, programme: str, agency: Agency, role: str) -> bool:
        rule = self.programmes[programme].in_force(Delegation, self.today(), of=agency.value)
        return rule is not None and role in rule.roles

    def require_takes_referrals(self, programme: str, agency: Agency, on: date) -> None:
        check_takes_referrals(self.programmes, programme, agency, on)

    def require_in_time(self, programme: str, on: date) -> None:
        if known := self.programmes.get(programme):
            check_in_time(known, on, self.today())

    def assess(self, programme: str, facts: Facts) -> Trace:
        policy = policy_in_force(self.programmes, programme, facts.referred_on)
        return Trace(
            policy=programme,
            policy_version=policy.version,
            source=policy.source,
            findings=assess(policy.criteria, facts, self.areas),
        )

    def contract_version(self, programme: str) -> int:
        known = self.programmes[programme].in_force(KnownEvents, self.today())
        return known.version if known else 1

    def visit_clocks(self, programme: str, on: date) -> VisitClocks:
        return visit_clocks(self.programmes, programme, on)

    def plan_keeper(self, programme: str, income_support: IncomeSupport, on: date) -> Agency | None:
        return keeper_of(self.programmes[programme], PlanKeeper, income_support, on)

    def keeps_plan(self, programme: str, agency: Agency, income_support: IncomeSupport, on: date) -> bool:
        return keeps_plan(self.programmes[programme], agency, income_support, on)

    def needed_agencies(self, programme: str, referring_agency: Agency, on: date) -> frozenset[Agency]:
        return needed_agencies(self.programmes, programme, referring_agency, on)


def _area(file: Path, world: Mapping[str, Any]) -> Area:
    rows = read_rows(file, read_toml(file), AreaMembers)
    return Area(
        members=[(row.valid_from, row.countries) for row in rows],
        dissolved={state: tuple(successors) for state, successors in world.get("dissolved", {}).items()},
        assigned=frozenset(world.get("assigned", ())),
    )


def _refuse_unknown_areas(file: Path, programme: Programme, areas: Mapping[str, Area]) -> None:
    for place, policy in enumerate(programme.history(EligibilityPolicy)):
        if policy.criteria.born_outside not in {None, *areas}:
            raise BadProgramme(file, None, f"eligibility.{place}.criteria.born_outside: no such area")


def _refuse_unlimited(file: Path, programme: Programme) -> None:
    ends = [row.valid_until for row in programme.history(RegistrationRule) if row.valid_until]
    for day in (programme.head.runs_from, *(end + timedelta(days=1) for end in ends)):
        if programme.in_force(RegistrationRule, day) is None:
            raise BadProgramme(file, None, f"registration: no days_back from {day}")
