from datetime import date

import pytest
from services.consent.tests.examples import (
    A_YEAR_LATER,
    CONSENT,
    GRANT,
    LAST_DAY,
    NOBODYS,
    PARTICIPANT,
    expired,
    granted,
    revoked,
)
from services.consent.tests.papers.examples import MARCH_9, receipt

from consent.papers.printing.document import Document, Facts
from samplan.contracts.codes import RevocationReason
from samplan.testing.given import Fact
from samplan.testing.harness import ServiceUnderTest

IN_ERROR = revoked(reason=RevocationReason.ENTERED_IN_ERROR)
PAGE = {"Accept": "text/html"}


def words(document: Document) -> list[str]:
    return [text.words for block in document.blocks for text in block.texts()]


def value(document: Document, label: str) -> str:
    facts = [fact for block in document.blocks if isinstance(block, Facts) for fact in block.facts]
    (found,) = [fact.value.words for fact in facts if fact.label.words == label and fact.value]
    return found


class TestReceipt:
    def test_says_what_to_whom_why_until_when_and_how_to_stop_it(self) -> None:
        said = words(receipt())
        assert any(
            one.endswith("utbyta och diskutera uppgifter om mig utan hinder av sekretess.") for one in said
        )
        assert {"Arbetsförmedlingen", "Malmö stad, individ- och familjeomsorgen"} < set(said)
        assert value(receipt(), "Ändamål") == "Samordnat stöd"
        assert value(receipt(), "Gäller längst till och med") == "16 februari 2021"
        assert any(one.startswith("Säg till någon av myndigheterna ovan.") for one in said)

    def test_names_the_consent_the_participant_the_keeper_and_the_standard(self) -> None:
        assert value(receipt(), "Samtyckets nummer") == str(CONSENT)
        assert value(receipt(), "Deltagarens nummer") == str(PARTICIPANT)
        assert value(receipt(), "Samtycket förvaras hos") == "Samordningsförbundet"
        assert "Innehållet följer ISO/IEC TS 27560:2023." in words(receipt())

    @pytest.mark.parametrize(
        ("facts", "on", "state"),
        [
            ([granted()], LAST_DAY, "Samtycket gäller."),
            ([granted()], A_YEAR_LATER, "Samtycket upphörde att gälla 17 februari 2021."),
            ([granted(), expired()], A_YEAR_LATER, "Samtycket upphörde att gälla 17 februari 2021."),
            ([granted(), revoked()], date(2020, 9, 2), "Samtycket återkallades 1 september 2020."),
            ([granted(), IN_ERROR], date(2020, 9, 2), "Samtycket registrerades av misstag och gäller inte."),
        ],
    )
    def test_says_whether_the_consent_holds(self, facts: list[Fact], on: date, state: str) -> None:
        assert value(receipt(*facts, on=on), "Status") == state

    def test_has_another_number_once_the_consent_has_changed(self) -> None:
        numbers = [
            value(one, "Kvittots nummer") for one in (receipt(), receipt(), receipt(granted(), revoked()))
        ]
        assert numbers[0] == numbers[1] != numbers[2]


class TestShowReceipt:
    @pytest.mark.parametrize("agency", ["af", "malmo-ifo", "finsam"])
    def test_is_for_the_agencies_that_the_consent_names_and_its_keeper(
        self, service: ServiceUnderTest, agency: str
    ) -> None:
        place = service.post("/v1/consents", GRANT, agency="malmo-ifo").headers["location"]
        answer = service.get(f"{place}/receipt?language=ti", agency=agency, headers=PAGE)
        assert answer.status_code == 200
        assert '<html lang="ti" dir="ltr">' in answer.text
        assert place.rpartition("/")[2] in answer.text

    def test_is_for_no_other_agency_and_of_no_unknown_consent(self, service: ServiceUnderTest) -> None:
        place = service.post("/v1/consents", GRANT, agency="malmo-ifo").headers["location"]
        assert service.get(f"{place}/receipt", agency="fk", headers=PAGE).status_code == 404
        assert service.get(f"/v1/consents/{NOBODYS}/receipt", headers=PAGE).status_code == 404

    def test_holds_no_personnummer(self, service: ServiceUnderTest) -> None:
        place = service.post("/v1/consents", GRANT, agency="malmo-ifo").headers["location"]
        assert "1212" not in service.get(f"{place}/receipt", headers=PAGE).text.replace(place[13:], "")

    def test_is_dated(self) -> None:
        assert receipt(on=MARCH_9).printed_on == MARCH_9
        assert words(receipt())[-1] == "Utskrivet 9 mars 2020"
