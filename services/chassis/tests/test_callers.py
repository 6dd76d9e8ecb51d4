"""Who is asking: tokens name a system or a person, and a scope needs a role that may hold it."""

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from chassis.cli.commands import service_cli
from chassis.decisions.persons import two_persons
from chassis.http.auth import Caller, Verifier, caller_of
from chassis.http.problems import Problem
from chassis.http.roles import SYSTEM, roles
from samplan.contracts.codes import Agency
from samplan.testing.issuer import ISSUER, ensure_issuer, mint_token
from samplan.testing.specimen import SPECIMEN

OFFICER = {"person": "3f1c", "role": "case_officer"}
LEADER = {"person": "77ab", "role": "process_leader"}


@pytest.fixture
def caller(tmp_path: Path) -> Any:
    verifier = Verifier(ensure_issuer(tmp_path), audience="planning", issuer=ISSUER)

    def who(agency: Agency = Agency.AF, **claims: Any) -> Caller:
        asked = {"scopes": SPECIMEN.scopes, "audience": ["planning"], **claims}
        return verifier.verify(mint_token(tmp_path, agency, **asked))

    return who


class TestAToken:
    def test_of_a_system_names_no_person(self, caller: Any) -> None:
        system = caller()
        assert (system.role, system.is_person, system.person) == (SYSTEM, False, None)

    def test_of_a_person_names_them_and_their_role(self, caller: Any) -> None:
        officer = caller(**OFFICER)
        assert (officer.subject, officer.role, officer.issuer) == ("3f1c", "case_officer", ISSUER)
        assert officer.is_person

    @pytest.mark.parametrize("claims", [{}, {"sub": "legacy"}], ids=["nothing", "a subject"])
    def test_without_a_role_is_a_systems(self, claims: dict[str, str]) -> None:
        assert not caller_of_claims(claims).is_person

    @pytest.mark.parametrize(
        "claims",
        [
            {"role": "case_officer"},
            {"role": "case_officer", "sub": ""},
            {"role": "case_officer", "sub": "two words"},
            {"role": "case_officer", "sub": "x" * 256},
            {"role": "director", "sub": "3f1c"},
            {"role": ["case_officer"], "sub": "3f1c"},
            {"sub": 7},
            {"programmes": "malmokraften"},
            {"programmes": [1]},
        ],
        ids=str,
    )
    def test_that_names_nobody_is_refused(self, claims: dict[str, Any]) -> None:
        with pytest.raises((KeyError, TypeError, ValueError)):
            caller_of_claims(claims)

    def test_of_an_unknown_role_is_answered_with_401(self, caller: Any) -> None:
        with pytest.raises(Problem) as refused:
            caller(person="3f1c", role="director")
        assert refused.value.status == 401


def caller_of_claims(claims: dict[str, Any]) -> Caller:
    return caller_of({"agency": "af", "scope": "planning:read", "iss": ISSUER, **claims})


class TestAScope:
    def test_is_held_by_a_role_that_may(self, caller: Any) -> None:
        assert caller(**OFFICER).scopes == {"planning:read", "planning:write"}

    def test_is_not_held_by_another_role(self, caller: Any) -> None:
        assert caller(**LEADER).scopes == set()

    @pytest.mark.parametrize("name", ["referral", "consent", "planning", "reporting", "steering"])
    def test_of_each_service_is_in_the_table(self, name: str) -> None:
        scopes = import_module(f"{name}.service").SERVICE.scopes
        assert set(scopes) <= frozenset().union(*roles().values())


class TestTwoPersons:
    def test_are_two_subjects_of_one_issuer(self, caller: Any) -> None:
        assert two_persons(caller(**OFFICER).person, caller(**LEADER).person)

    def test_are_not_one_person_in_two_roles(self, caller: Any) -> None:
        assert not two_persons(caller(**OFFICER).person, caller(**{**LEADER, "person": "3f1c"}).person)

    def test_are_not_a_person_and_a_system(self, caller: Any) -> None:
        assert not two_persons(caller(**OFFICER).person, caller().person)
        assert not two_persons(caller().person, caller(Agency.FK).person)

    def test_are_not_told_apart_by_two_issuers(self) -> None:
        """One human being has a subject at each issuer."""
        one = Caller(Agency.AF, frozenset(), issuer="one", subject="a", role="case_officer")
        other = Caller(Agency.AF, frozenset(), issuer="other", subject="b", role="case_officer")
        assert not two_persons(one.person, other.person)


class TestTheTokenCommand:
    @pytest.fixture(autouse=True)
    def _settings(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DATA_DIR", str(tmp_path))
        monkeypatch.setenv("DEVELOPMENT", "on")

    def test_names_a_person(self, tmp_path: Path) -> None:
        asked = ["token", "af", "--person", "3f1c", "--role", "coordinator"]
        token = CliRunner().invoke(service_cli(SPECIMEN), asked).output.strip()
        who = Verifier(ensure_issuer(tmp_path), audience="planning", issuer=ISSUER).verify(token)
        assert (who.subject, who.role) == ("3f1c", "coordinator")

    @pytest.mark.parametrize("asked", [("--person", "3f1c"), ("--role", "coordinator"), ("--role", "boss")])
    def test_refuses_half_a_person(self, asked: tuple[str, ...]) -> None:
        assert CliRunner().invoke(service_cli(SPECIMEN), ["token", "af", *asked]).exit_code == 2
