"""The rules of the programme and the golden figures, on the people themselves."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from samplan.contracts.codes import Agency, ExitClass, IncomeSupport, Sex, Track
from simulator.checks.expected import Expected, expected
from simulator.driving.clock import WINDOW
from simulator.malmokraften.population import population
from simulator.stories.days import LAST_DAY, LONGEST_CONSENT
from simulator.stories.offices import OFFICES, office_of
from simulator.stories.story import Participation, Person


@pytest.fixture(scope="module")
def everyone() -> list[Person]:
    return population(4295)


@pytest.fixture(scope="module")
def figures(everyone: list[Person]) -> Expected:
    return expected(everyone)


class TestTheWholeProgramme:
    def test_has_the_golden_participants(self, figures: Expected) -> None:
        assert figures.participants == {Sex.WOMAN: 2188, Sex.MAN: 2107}

    def test_has_the_golden_exits_to_work(self, figures: Expected) -> None:
        assert figures.to_work == {Sex.WOMAN: 766, Sex.MAN: 900}

    def test_has_the_golden_exits_to_studies(self, figures: Expected) -> None:
        assert figures.to_studies == {Sex.WOMAN: 149, Sex.MAN: 59}

    def test_has_people_who_left_to_studies_before_that_counted(self, figures: Expected) -> None:
        by_class = sum(
            people
            for (_, exit_class), people in figures.exits.items()
            if exit_class in {ExitClass.STUDIES_STUDENT_AID, ExitClass.STUDIES_RETAINED_SUPPORT}
        )
        assert by_class == 208 + 14

    def test_has_the_track_of_the_insurance_agency(self, figures: Expected) -> None:
        assert figures.from_fk == {Sex.WOMAN: 173, Sex.MAN: 101}

    def test_has_38_percent_with_income_support_at_entry(self, figures: Expected) -> None:
        assert figures.income_at_entry[IncomeSupport.EKONOMISKT_BISTAND] == 1632

    def test_loses_people_at_every_step(self, figures: Expected) -> None:
        steps = list(figures.funnel.values())
        assert steps == sorted(steps, reverse=True)
        assert figures.funnel["referred"] == 4295 + 258

    def test_agrees_most_plans_within_60_days_and_some_later(self, figures: Expected) -> None:
        assert 0.65 < figures.plans_within_60_days / len(figures.days_to_plan) < 0.8


class TestEveryone:
    @pytest.mark.slow
    def test_is_the_same_every_time(self) -> None:
        assert population(240) == population(240)

    def test_has_a_personnummer_of_their_own(self, everyone: list[Person]) -> None:
        assert len({person.identity.personnummer for person in everyone}) == len(everyone)

    def test_is_numbered_in_the_order_of_referral(self, everyone: list[Person]) -> None:
        assert [person.number for person in everyone] == list(range(1, len(everyone) + 1))
        dates = [person.journey.referral.referred_on for person in everyone]
        assert dates == sorted(dates)

    def test_takes_place_inside_the_programme_on_working_days(self, everyone: list[Person]) -> None:
        days = {day for person in everyone for day in _days(person)}
        assert min(days) == date(2020, 1, 2)
        assert max(days) <= date(2022, 12, 31)
        assert all(day.weekday() < 5 for day in days)

    def test_is_neither_referred_nor_enrolled_in_the_pause(self, everyone: list[Person]) -> None:
        days = {person.journey.referral.referred_on for person in everyone}
        days |= {stay.enrolled_on for stay in _stays(everyone)}
        again = [person.journey.again for person in everyone if person.journey.again]
        days |= {day for one in again for day in (one.referral.referred_on, one.enrolled_on)}
        assert not any(date(2020, 10, 1) <= day <= date(2021, 5, 16) for day in days)


def _consented_until(stay: Participation) -> date:
    return max((stay.consented_on, *stay.renewed_on)) + LONGEST_CONSENT


class TestEveryParticipant:
    def test_leaves_before_the_consent_ends(self, everyone: list[Person]) -> None:
        last = date(2022, 12, 31)
        assert all((stay.left_on or last) <= _consented_until(stay) for stay in _stays(everyone))

    def test_is_done_two_windows_of_the_clock_before_the_consent_ends(self, everyone: list[Person]) -> None:
        """So that neither a step nor its publication is refused because the clock is ahead of it."""
        for stay in _stays(everyone):
            clock = LAST_DAY if stay.left_on is None else min(LAST_DAY, stay.left_on + 2 * WINDOW)
            assert clock <= _consented_until(stay)

    def test_renews_the_consent_before_it_ends(self, everyone: list[Person]) -> None:
        for stay in _stays(everyone):
            for before, after in pairwise((stay.consented_on, *stay.renewed_on)):
                assert before < after < before + LONGEST_CONSENT

    def test_of_the_insurance_agency_stays_over_two_years_if_still_in(self, everyone: list[Person]) -> None:
        """P-18: and so is on its list of long stays."""
        two_years = LAST_DAY - timedelta(days=2 * 366)
        own = [one for one in everyone if one.journey.referral.agency is Agency.FK]
        assert [stay for stay in _stays(own) if stay.left_on is None and stay.enrolled_on < two_years]

    def test_takes_each_step_after_the_one_before(self, everyone: list[Person]) -> None:
        for person in everyone:
            days = list(_days(person))
            assert days == sorted(days), person.number

    def test_has_no_activity_that_outlives_the_participation(self, everyone: list[Person]) -> None:
        for stay in _stays(everyone):
            assert all(
                stay.left_on is None or (activity.ended_on is not None and activity.ended_on <= stay.left_on)
                for activity in stay.activities
            )

    def test_has_left_the_health_track_before_work_or_studies(self, everyone: list[Person]) -> None:
        for stay in _stays(everyone):
            if stay.ending.is_to_work or stay.ending.is_to_studies_of_any_kind:
                assert stay.tracks[-1][1] is not Track.HEALTH

    def test_has_activities_in_parallel(self, everyone: list[Person]) -> None:
        assert sum(_has_parallel(stay) for stay in _stays(everyone)) > 2000


class TestReferredByBoth:
    def test_are_some(self, figures: Expected) -> None:
        assert 200 < figures.referred_by_both < 430
        assert expected(population(240)).referred_by_both > 5

    def test_are_met_by_the_other_office_while_they_take_part(self, everyone: list[Person]) -> None:
        for person in everyone:
            if (again := person.journey.again) and (stay := person.journey.participation):
                offices = {office_of(again.referral.agency), office_of(person.journey.referral.agency)}
                assert offices == set(OFFICES)
                assert stay.enrolled_on < again.referral.referred_on
                assert again.enrolled_on < (stay.left_on or date(2022, 12, 31))

    def test_change_no_other_figure(self, everyone: list[Person], figures: Expected) -> None:
        once = [replace(person, journey=replace(person.journey, again=None)) for person in everyone]
        assert replace(expected(once), referred_by_both=figures.referred_by_both) == figures


class TestTheSmallProgramme:
    def test_is_true_to_shape(self) -> None:
        figures = expected(population(240))
        assert figures.participants == {Sex.WOMAN: 122, Sex.MAN: 118}
        assert figures.to_work.total() == pytest.approx(240 * 1666 / 4295, abs=4)
        assert figures.to_studies.total() == pytest.approx(240 * 208 / 4295, abs=4)
        assert figures.from_fk.total() == pytest.approx(240 * 274 / 4295, abs=2)


def _stays(everyone: list[Person]) -> Iterator[Participation]:
    return (person.journey.participation for person in everyone if person.journey.participation)


def _days(person: Person) -> Iterator[date]:
    journey = person.journey
    yield from (journey.referral.referred_on, journey.referral.assessed_on)
    if journey.intake:
        yield from (journey.intake.booked_on, journey.intake.meeting_on)
    if journey.decline:
        yield journey.decline.on
    if stay := journey.participation:
        yield from (stay.consented_on, stay.enrolled_on, stay.coordinator_on, stay.tracks[0][0])
        yield from (activity.started_on for activity in stay.activities)
        if stay.left_on:
            yield stay.left_on


def _has_parallel(stay: Participation) -> bool:
    pairs = zip(stay.activities, stay.activities[1:], strict=False)
    return any(first.ended_on is None or second.started_on < first.ended_on for first, second in pairs)
