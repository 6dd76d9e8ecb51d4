"""What the reporting service must show once a population is driven, counted from the stories alone."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from samplan.contracts.codes import Agency, ExitClass, IncomeSupport, Sex
from simulator.stories.days import LAST_DAY
from simulator.stories.story import Participation, Person

PLAN_DAYS = 60


@dataclass(frozen=True, kw_only=True)
class Expected:
    """Numbers of people. A missing key means none."""

    participants: Counter[Sex]
    to_work: Counter[Sex]
    to_studies: Counter[Sex]
    from_fk: Counter[Sex]
    income_at_entry: Counter[IncomeSupport]
    exits: Counter[tuple[Sex, ExitClass]]
    funnel: dict[str, int]
    days_to_plan: tuple[int, ...]
    """One number for each agreed plan, in rising order; day 0 is the day of enrolment."""
    referred_by_both: int
    """Participants enrolled by both referral services, each counted once in every figure here."""
    overdue: int
    """Plans never agreed that were overdue when the participant left or the programme ended."""

    @property
    def plans_within_60_days(self) -> int:
        return sum(days <= PLAN_DAYS for days in self.days_to_plan)


def expected(people: Iterable[Person]) -> Expected:
    everyone = tuple(people)
    inside = [(person, stay) for person in everyone if (stay := person.journey.participation)]
    days = (stay.days_to_plan for _, stay in inside)
    return Expected(
        participants=Counter(person.sex for person, _ in inside),
        to_work=_by_sex(inside, lambda stay: stay.ending.is_to_work),
        to_studies=_by_sex(inside, lambda stay: stay.ending.is_to_studies),
        from_fk=Counter(person.sex for person, _ in inside if person.journey.referral.agency is Agency.FK),
        income_at_entry=Counter(person.journey.referral.income_support for person, _ in inside),
        exits=Counter((person.sex, to) for person, stay in inside if (to := stay.ending.exit_class)),
        funnel=_funnel(everyone),
        days_to_plan=tuple(sorted(day for day in days if day is not None)),
        referred_by_both=sum(person.journey.again is not None for person in everyone),
        overdue=sum(_is_overdue(stay) for _, stay in inside),
    )


def _is_overdue(stay: Participation) -> bool:
    """A late plan is noticed at the exit or when the clock moves; it is not published without consent."""
    if stay.plan_agreed_on or stay.ending.exit_class is ExitClass.CONSENT_WITHDRAWN:
        return False
    return (stay.left_on or LAST_DAY) > stay.enrolled_on + timedelta(days=PLAN_DAYS)


def _by_sex(
    inside: Iterable[tuple[Person, Participation]], counts: Callable[[Participation], bool]
) -> Counter[Sex]:
    return Counter(person.sex for person, stay in inside if counts(stay))


def _funnel(everyone: Iterable[Person]) -> dict[str, int]:
    """How many reached each step."""
    journeys = [person.journey for person in everyone]
    stays = [journey.participation for journey in journeys if journey.participation]
    return {
        "referred": len(journeys),
        "eligible": sum(journey.referral.is_in_target_group for journey in journeys),
        "intake": sum(journey.intake is not None for journey in journeys),
        "consent": sum(journey.intake is not None and journey.intake.consented for journey in journeys),
        "enrolled": len(stays),
        "plan": sum(stay.plan_agreed_on is not None for stay in stays),
        "activity": sum(bool(stay.activities) for stay in stays),
        "exit": sum(stay.left_on is not None for stay in stays),
    }
