"""C-11, I16: the participant's one log holds what every owner has disclosed, and shows what is amiss."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from services.consent.tests.examples import (
    CARE,
    CITY,
    DAY_AFTER,
    GRANT,
    KEEPER,
    NOBODYS,
    NUMBER,
    OTHER_NUMBER,
    OTHER_REFERRAL,
    SEPTEMBER_1,
    grant,
    person,
)
from typer.testing import CliRunner

from chassis.cli.commands import service_cli
from consent.number_replacements.number_replacement import Standing
from consent.replacing.replace_number import ReplaceNumber
from consent.service import SERVICE
from samplan.contracts import referral
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.contracts.owners.disclosures import DisclosureEvent, ParticipantDisclosure
from samplan.contracts.planning import plans
from samplan.privacy.disclosure_log import Disclosure, chained_after
from samplan.privacy.linked_persons import ReplacementReason
from samplan.testing.harness import ServiceUnderTest

LOOK_UP = {"personnummer": NUMBER, "purpose": "coordination"}
PLAN, FORM = (plans.DisclosureMade, "planning.plan"), (referral.DisclosureMade, "referral.form")


class Owner:
    """Publishes disclosures, each in its chain."""

    def __init__(self, what: tuple[type[ParticipantDisclosure], str]) -> None:
        self._event, self._what = what
        self._before, self._position = "", 0

    def disclosed(self, participant: UUID, to: Agency = CARE, on: date = DAY_AFTER, **other: Any) -> Any:
        members: dict[str, Any] = {"role": "case_officer", "rule": "consent", "what": self._what, **other}
        entry = Disclosure(
            disclosed_on=on,
            participant_id=participant,
            agency=to,
            purpose=ConsentPurpose.COORDINATION,
            consent_id=None,
            circle_version=3,
            **members,
        )
        self._position += 1
        self._before = chained_after(self._before, self._position, entry)
        return self._event(
            log_id=NOBODYS,
            participant_id=participant,
            agency=to,
            purpose=ConsentPurpose.COORDINATION,
            circle_version=3,
            position=self._position,
            chained=self._before,
            occurred_on=on,
            **members,
        )


@pytest.fixture
def participant(service: ServiceUnderTest) -> UUID:
    """A participant who has named af, the city and care."""
    found: UUID = service.process.application.execute(grant()).participant_id
    return found


@pytest.fixture
def three(participant: UUID) -> list[DisclosureEvent]:
    """Three readings of plans: of the participant's twice, and one of another's in between."""
    af = Owner(PLAN)
    return [af.disclosed(participant), af.disclosed(NOBODYS), af.disclosed(participant, CITY)]


def log(service: ServiceUnderTest, participant: UUID, agency: str = "finsam") -> Any:
    return service.get(f"/v1/participants/{participant}/disclosures", agency=agency)


def lines(service: ServiceUnderTest, participant: UUID, *members: str) -> list[tuple[str, ...]]:
    return [tuple(line[name] for name in members) for line in log(service, participant).json()]


def verify(service: ServiceUnderTest, *more: str) -> tuple[int, Sequence[str]]:
    """The exit code, and what is said of the logs of other owners."""
    named = {
        n.upper(): str(getattr(service.settings, n)) for n in ("data_dir", "programmes_dir", "peer_keys_dir")
    }
    environment = {**named, "DEVELOPMENT": "on"}
    outcome = CliRunner().invoke(service_cli(SERVICE), ["verify-disclosures", *more], env=environment)
    return outcome.exit_code, [line for line in outcome.output.splitlines() if " log: " not in line]


class TestTheLog:
    def test_is_one_over_all_owners_the_newest_day_first(
        self, service: ServiceUnderTest, participant: UUID
    ) -> None:
        service.receive(Owner(FORM).disclosed(participant, on=SEPTEMBER_1))
        service.receive(Owner(PLAN).disclosed(participant, CITY))
        service.post("/v1/participant-lookups", LOOK_UP, agency="region-skane")
        today = service.get(f"/v1/participants/{participant}/disclosures", agency="finsam").json()
        assert {line["owner"] for line in today} == {"af", "malmo-ifo", "finsam"}
        assert [line["disclosedOn"] for line in today] == sorted(
            (line["disclosedOn"] for line in today), reverse=True
        )

    def test_says_what_to_whom_in_which_role_what_for_and_by_which_rule(
        self, service: ServiceUnderTest, participant: UUID
    ) -> None:
        service.receive(Owner(PLAN).disclosed(participant, rule="emergency_access"))
        assert log(service, participant).json() == [
            {
                "disclosedOn": "2020-02-18",
                "owner": "af",
                "what": "planning.plan",
                "agency": "region-skane",
                "role": "case_officer",
                "purpose": "coordination",
                "rule": "emergency_access",
                "consentId": None,
            }
        ]

    def test_does_not_grow_by_a_redelivered_record(
        self, service: ServiceUnderTest, participant: UUID
    ) -> None:
        batch = service.receive(Owner(PLAN).disclosed(participant))
        service.redeliver(batch)
        service.receive(Owner(PLAN).disclosed(participant), sequence=77)  # the same entry, published again
        assert len(lines(service, participant, "owner")) == 1
        assert verify(service)[0] == 0

    def test_is_the_same_whichever_id_of_the_participant_it_is_asked_for(
        self, service: ServiceUnderTest, participant: UUID
    ) -> None:
        execute = service.process.application.execute
        new = person(OTHER_NUMBER)
        other = execute(grant(referral_id=OTHER_REFERRAL, personnummer=new)).participant_id
        af = Owner(PLAN)
        service.receive(af.disclosed(participant), af.disclosed(other, CITY))
        assert lines(service, other, "agency") == [("malmo-ifo",)]
        link: dict[str, Any] = {"old_number": person(NUMBER), "new_number": new, "by": KEEPER}
        execute(
            ReplaceNumber(
                standing=Standing.NEW, reason=ReplacementReason.CORRECTED, occurred_on=SEPTEMBER_1, **link
            )
        )
        for either in (participant, other):
            assert sorted(lines(service, either, "agency")) == [("malmo-ifo",), ("region-skane",)]

    def test_is_for_agencies_in_a_consent_and_the_keeper(
        self, service: ServiceUnderTest, participant: UUID
    ) -> None:
        service.receive(Owner(PLAN).disclosed(participant))
        assert [log(service, participant, agency).status_code for agency in ("finsam", "fk")] == [200, 404]

    def test_is_printed_with_codes_that_are_newer_than_this_service(
        self, service: ServiceUnderTest, participant: UUID
    ) -> None:
        service.receive(
            Owner(PLAN).disclosed(participant, role="guardian", what="planning.diary", rule="law")
        )
        page = service.get(
            f"/v1/participants/{participant}/log", agency="finsam", headers={"Accept": "text/html"}
        )
        assert all(code in page.text for code in ("guardian", "planning.diary", "law", "Arbetsförmedlingen"))


class TestVerifying:
    def test_says_how_far_each_owners_log_is_whole(
        self, service: ServiceUnderTest, three: list[DisclosureEvent]
    ) -> None:
        service.receive(*reversed(three), Owner(FORM).disclosed(NOBODYS))
        code, said = verify(service, "--expect", f"3:{three[-1].chained}")
        assert code == 0
        assert [line[: line.rindex(":")] for line in said] == [
            "af.planning: whole up to 3",
            "malmo-ifo.referral: whole up to 1",
        ]

    def test_finds_an_entry_that_was_never_received(
        self, service: ServiceUnderTest, three: list[DisclosureEvent]
    ) -> None:
        service.receive(three[0], three[2])
        assert verify(service) == (1, ["af.planning: broken at 2"])

    def test_finds_an_entry_that_the_owner_has_published_with_two_contents(
        self, service: ServiceUnderTest, three: list[DisclosureEvent], participant: UUID
    ) -> None:
        forged = Owner(PLAN)
        service.receive(*three, forged.disclosed(participant, Agency.FK))
        assert verify(service) == (1, ["af.planning: broken at 1"])
        assert len(log(service, participant).json()) == 3

    def test_finds_an_entry_that_is_not_of_its_chain(
        self, service: ServiceUnderTest, three: list[DisclosureEvent], participant: UUID
    ) -> None:
        other = Owner(PLAN)
        other.disclosed(participant, Agency.FK)
        service.receive(three[0], other.disclosed(NOBODYS))
        assert verify(service) == (1, ["af.planning: broken at 2"])

    @pytest.mark.parametrize(
        ("change", "position"),
        [
            (
                (
                    "UPDATE received_disclosures SET entry = REPLACE(entry, 'malmo-ifo', 'fk')"
                    " WHERE position = 3"
                ),
                3,
            ),
            ("UPDATE received_disclosures SET participant_id = 'x' WHERE position = 1", 1),
            ("DELETE FROM received_disclosures WHERE position = 2", 2),
        ],
    )
    def test_finds_what_was_edited_here(
        self, service: ServiceUnderTest, three: list[DisclosureEvent], change: str, position: int
    ) -> None:
        service.receive(*three)
        with service.database.transaction() as tx:
            tx.execute(change)
        assert verify(service) == (1, [f"af.planning: broken at {position}"])

    def test_finds_that_the_end_was_cut_by_the_owners_anchor(
        self, service: ServiceUnderTest, three: list[DisclosureEvent]
    ) -> None:
        service.receive(*three)
        with service.database.transaction() as tx:
            tx.execute("DELETE FROM received_disclosures WHERE position = 3")
        assert verify(service)[0] == 0
        code, said = verify(service, "--expect", f"3:{three[-1].chained}")
        assert (code, said[-1]) == (1, "no log holds the expected anchor")


def test_an_owner_without_disclosures_has_no_log(service: ServiceUnderTest) -> None:
    service.post("/v1/consents", GRANT, agency="malmo-ifo")
    assert verify(service) == (0, [])
