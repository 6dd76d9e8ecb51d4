"""R-03 at every boundary: criterion by criterion, each with its reason."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referral.case.trace import Finding, Trace
from referral.criteria.assess import assess, completed_years
from referral.criteria.criteria import (
    AgeLimits,
    Childcare,
    Criteria,
    Facts,
    Guarantee,
    GuaranteeRule,
    TargetGroup,
)
from referral.rule_rows import EligibilityPolicy
from referral.rules import load_rules, policy_in_force
from samplan.contracts.codes import Agency, Outcome, Sex

PROGRAMMES, AREAS = load_rules(Path(__file__).parents[3] / "programmes")
POLICIES = [policy for one in PROGRAMMES.values() for policy in one.history(EligibilityPolicy)]
ON = date(2016, 6, 10)
ANYBODY = Facts(referred_on=ON, referring_agency=Agency.AF)


def outcome_of(criteria: Criteria, **known: Any) -> tuple[Outcome, str]:
    (finding,) = assess(criteria, replace(ANYBODY, **known), AREAS)
    return finding.outcome, finding.reason


class TestAge:
    @pytest.mark.parametrize(
        ("born", "expected"),
        [
            (date(1991, 6, 10), (Outcome.MET, "within_limits")),  # 25 today: the birthday counts
            (date(1991, 6, 11), (Outcome.NOT_MET, "too_young")),
            (date(1951, 6, 11), (Outcome.MET, "within_limits")),
            (date(1951, 6, 10), (Outcome.NOT_MET, "too_old")),  # 65 today
        ],
    )
    def test_counts_completed_years_on_the_referral_date(
        self, born: date, expected: tuple[Outcome, str]
    ) -> None:
        assert outcome_of(age(), born_between=(born, born)) == expected

    @pytest.mark.parametrize(
        ("between", "expected"),
        [
            ((date(1970, 1, 1), date(1970, 12, 31)), (Outcome.MET, "within_limits")),
            ((date(1991, 1, 1), date(1991, 12, 31)), (Outcome.UNKNOWN, "day_of_birth_open")),
            ((date(1951, 1, 1), date(1951, 12, 31)), (Outcome.UNKNOWN, "day_of_birth_open")),
            ((date(1992, 1, 1), date(1992, 12, 31)), (Outcome.NOT_MET, "too_young")),
        ],
    )
    def test_is_unknown_only_where_an_open_day_of_birth_matters(
        self, between: tuple[date, date], expected: tuple[Outcome, str]
    ) -> None:
        assert outcome_of(age(), born_between=between) == expected

    @pytest.mark.parametrize(
        ("on", "years"), [(date(2017, 2, 28), 24), (date(2017, 3, 1), 25), (date(2016, 2, 29), 24)]
    )
    def test_turns_on_1_march_for_someone_born_on_29_february(self, on: date, years: int) -> None:
        assert completed_years(date(1992, 2, 29), on) == years


class TestBornOutside:
    @pytest.mark.parametrize(
        ("country", "on", "outcome"),
        [
            ("SY", ON, Outcome.MET),
            ("SE", ON, Outcome.NOT_MET),
            ("GB", ON, Outcome.NOT_MET),
            ("CO", date(2020, 4, 27), Outcome.MET),
            ("CO", date(2020, 4, 28), Outcome.NOT_MET),
            ("CR", date(2021, 5, 24), Outcome.MET),
            ("CR", date(2021, 5, 25), Outcome.NOT_MET),
            ("DDDE", ON, Outcome.NOT_MET),  # all of it became a member
            ("CSHH", ON, Outcome.NOT_MET),
            ("VDVN", ON, Outcome.MET),
            ("CSXX", ON, Outcome.MET),
            ("YUCS", ON, Outcome.UNKNOWN),  # Slovenia and Croatia inside, Bosnia outside
            ("SUHH", ON, Outcome.UNKNOWN),
            ("XX", ON, Outcome.UNKNOWN),  # stateless
            ("QQ", ON, Outcome.UNKNOWN),  # a slip of the pen
            ("SY", date(2016, 6, 9), Outcome.UNKNOWN),  # before the first list
        ],
    )
    def test_goes_by_the_list_of_the_referral_date(self, country: str, on: date, outcome: Outcome) -> None:
        found, _ = outcome_of(Criteria(born_outside="eu-oecd"), country_of_birth=country, referred_on=on)
        assert found is outcome

    def test_leaves_what_the_list_cannot_tell_to_a_person(self) -> None:
        stateless = outcome_of(Criteria(born_outside="eu-oecd"), country_of_birth="XX")
        assert stateless == (Outcome.UNKNOWN, "needs_a_person")


class TestGuarantee:
    @pytest.mark.parametrize(
        ("rule", "guarantee", "outcome"),
        [
            (GuaranteeRule.OUTSIDE, Guarantee.NONE, Outcome.MET),
            (GuaranteeRule.OUTSIDE, Guarantee.YOUTH, Outcome.NOT_MET),
            (GuaranteeRule.INSIDE, Guarantee.ESTABLISHMENT, Outcome.MET),
            (GuaranteeRule.INSIDE, Guarantee.NONE, Outcome.NOT_MET),
        ],
    )
    def test_is_asked_for_or_excluded_by_the_programme(
        self, rule: GuaranteeRule, guarantee: Guarantee, outcome: Outcome
    ) -> None:
        assert outcome_of(Criteria(guarantee=rule), guarantee=guarantee)[0] is outcome


class TestTargetGroup:
    @pytest.mark.parametrize(
        ("since", "expected"),
        [
            (date(2015, 6, 10), (Outcome.MET, "registered_twelve_months")),
            (date(2015, 6, 11), (Outcome.NOT_MET, "registered_too_short")),
        ],
    )
    def test_counts_twelve_months_to_the_day(self, since: date, expected: tuple[Outcome, str]) -> None:
        registered = {"is_registered": True, "registered_since": since}
        assert outcome_of(target(TargetGroup.REGISTERED_TWELVE_MONTHS), **registered) == expected

    def test_is_another_for_the_insurance_agency_s_own_referrals(self) -> None:
        by_fk = {"referring_agency": Agency.FK, "guarantee": Guarantee.JOB_AND_DEVELOPMENT}
        group = target(TargetGroup.IN_JOB_AND_DEVELOPMENT_GUARANTEE)
        assert outcome_of(group, **by_fk, is_on_sickness_benefit=True)[1] == "on_sickness_benefit"
        assert outcome_of(group, **by_fk, is_on_sickness_benefit=False)[0] is Outcome.NOT_MET

    def test_changes_on_1_january_2021_in_malmokraften(self) -> None:
        facts = replace(ANYBODY, guarantee=Guarantee.JOB_AND_DEVELOPMENT, is_registered=False)
        assert [_target_group(facts, on) for on in (date(2020, 12, 31), date(2021, 1, 1))] == [
            "not_registered",
            "in_guarantee",
        ]


class TestChildcare:
    @pytest.mark.parametrize(
        ("childcare", "outcome"),
        [
            (Childcare.MET, Outcome.MET),
            (Childcare.NOT_NEEDED, Outcome.MET),
            (Childcare.NOT_MET, Outcome.NOT_MET),
        ],
    )
    def test_is_met_or_not_needed(self, childcare: Childcare, outcome: Outcome) -> None:
        assert outcome_of(Criteria(childcare_met=True), childcare=childcare)[0] is outcome


class TestEveryCriterion:
    @pytest.mark.parametrize(
        "criteria",
        [
            Criteria(sex=(Sex.WOMAN,)),
            Criteria(age=AgeLimits(at_least=25, below=65)),
            Criteria(born_outside="eu-oecd"),
            Criteria(guarantee=GuaranteeRule.OUTSIDE),
            *(Criteria(target_group={"other": group}) for group in TargetGroup),
            Criteria(registered=True),
            Criteria(coordination_need=True),
            Criteria(childcare_met=True),
        ],
    )
    def test_is_unknown_where_its_fact_is_not_stated(self, criteria: Criteria) -> None:
        assert outcome_of(criteria) == (Outcome.UNKNOWN, "not_stated")

    @given(
        policy=st.sampled_from(POLICIES),
        known=st.fixed_dictionaries(
            {},
            optional={
                "sex": st.sampled_from(Sex),
                "born_between": st.dates(date(1940, 1, 1), ON).map(lambda born: (born, born)),
                "country_of_birth": st.sampled_from(["SY", "SE", "YUCS", "XX"]),
                "guarantee": st.sampled_from(Guarantee),
                "is_registered": st.booleans(),
                "registered_since": st.dates(date(2010, 1, 1), ON),
                "is_on_sickness_benefit": st.booleans(),
                "needs_coordination": st.booleans(),
                "childcare": st.sampled_from(Childcare),
            },
        ),
        data=st.data(),
    )
    def test_never_turns_from_met_to_unknown_when_a_fact_is_added(
        self, policy: EligibilityPolicy, known: dict[str, Any], data: st.DataObject
    ) -> None:
        if not known:
            return
        added = data.draw(st.sampled_from(sorted(known)))
        before = outcomes(policy, {name: fact for name, fact in known.items() if name != added})
        after = outcomes(policy, known)
        assert not [
            name
            for name, outcome in before.items()
            if outcome is Outcome.MET and after[name] is Outcome.UNKNOWN
        ]


class TestTrace:
    @pytest.mark.parametrize(
        ("outcomes", "expected"),
        [
            ([Outcome.MET, Outcome.MET], Outcome.MET),
            ([Outcome.MET, Outcome.UNKNOWN], Outcome.UNKNOWN),
            ([Outcome.UNKNOWN, Outcome.NOT_MET], Outcome.NOT_MET),
        ],
    )
    def test_is_as_good_as_its_worst_criterion(self, outcomes: list[Outcome], expected: Outcome) -> None:
        findings = tuple(Finding(criterion="sex", outcome=one, reason="any") for one in outcomes)
        assert Trace(policy="any", policy_version=1, source="any", findings=findings).outcome is expected


def age() -> Criteria:
    return Criteria(age=AgeLimits(at_least=25, below=65))


def target(group: TargetGroup) -> Criteria:
    return Criteria(target_group={"fk": TargetGroup.ON_SICKNESS_BENEFIT, "other": group})


def outcomes(policy: EligibilityPolicy, known: dict[str, Any]) -> dict[str, Outcome]:
    found = assess(policy.criteria, replace(ANYBODY, **known), AREAS)
    return {finding.criterion: finding.outcome for finding in found}


def _target_group(facts: Facts, on: date) -> str:
    policy = policy_in_force(PROGRAMMES, "malmokraften", on)
    found = assess(policy.criteria, replace(facts, referred_on=on), AREAS)
    return next(finding.reason for finding in found if finding.criterion == "target_group")
