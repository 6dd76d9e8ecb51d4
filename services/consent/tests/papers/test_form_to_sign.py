from typing import Any

import pytest
from services.consent.tests.examples import GRANT, NUMBER

from samplan.testing.harness import ServiceUnderTest

FORM: dict[str, Any] = {
    **{
        name: GRANT[name]
        for name in ("programme", "agencies", "purpose", "kind", "validUntil", "personnummer", "occurredOn")
    },
    "place": "Malmö",
    "name": "Tolvan Tolvansson",
}
PAGE, PDF = {"Accept": "text/html"}, {"Accept": "application/pdf"}


class TestFormToSign:
    def test_says_what_the_participant_signs(self, service: ServiceUnderTest) -> None:
        answer = service.post("/v1/consent-forms", FORM, headers=PAGE)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
        told = ("Arbetsförmedlingen", "Region Skåne, primärvården", "16 februari 2021", "Malmö", NUMBER)
        assert [
            one for one in (*told, "Tolvan Tolvansson", "utan hinder av sekretess") if one not in answer.text
        ] == []

    def test_is_a_pdf_for_whom_accepts_one(self, service: ServiceUnderTest) -> None:
        answer = service.post("/v1/consent-forms?language=ar", FORM, headers=PDF)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
        assert answer.headers["content-language"] == "ar"
        assert answer.headers["content-disposition"] == 'inline; filename="consent-form-ar.pdf"'
        assert answer.content.startswith(b"%PDF")

    @pytest.mark.parametrize(
        ("accept", "kind"),
        [
            ("*/*", "text/html"),
            ("application/pdf, */*", "application/pdf"),
            ("text/html;q=0.5, application/pdf", "application/pdf"),
            ("application/pdf;q=0.5, text/html", "text/html"),
            ("application/*", "application/pdf"),
            ("application/json", "application/problem+json"),
            ("text/html;q=0, application/pdf;q=0.1", "application/pdf"),
            ("application/pdf;q=high", "application/problem+json"),
        ],
    )
    def test_is_what_the_caller_prefers(self, service: ServiceUnderTest, accept: str, kind: str) -> None:
        answer = service.post("/v1/consent-forms", FORM, headers={"Accept": accept})
        assert answer.headers["content-type"].startswith(kind)
        assert (answer.status_code == 406) == (kind == "application/problem+json")

    def test_has_lines_to_write_on_for_what_is_left_out(self, service: ServiceUnderTest) -> None:
        bare = {name: FORM[name] for name in FORM if name not in {"name", "personnummer"}}
        filled, blank = (service.post("/v1/consent-forms", one, headers=PAGE).text for one in (FORM, bare))
        assert (filled.count('class="blank"'), blank.count('class="blank"')) == (1, 3)
        assert NUMBER not in blank

    def test_is_stored_nowhere(self, service: ServiceUnderTest) -> None:
        service.post("/v1/consent-forms", FORM, headers=PDF)
        assert service.database.notifications(0, 10) == []

    def test_is_kept_by_no_browser_and_runs_nothing(self, service: ServiceUnderTest) -> None:
        headers = service.post("/v1/consent-forms", FORM, headers=PAGE).headers
        assert headers["cache-control"] == "no-store"
        assert headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'")
        assert headers["x-content-type-options"] == "nosniff"

    @pytest.mark.parametrize(
        ("changes", "status", "code"),
        [
            ({"validUntil": "2021-02-18"}, 422, "end_date_out_of_range"),
            ({"agencies": ["malmo-ifo", "af", "klippan"]}, 422, "agency_not_in_programme"),
            ({"programme": "unheard-of"}, 422, "no_consent_rule"),
            ({"purpose": "media"}, 422, "purpose_not_of_kind"),
            ({"agencies": ["malmo-ifo"]}, 403, "not_a_party"),
            ({"name": "丁"}, 422, "invalid_request"),
            ({"place": ""}, 422, "invalid_request"),
        ],
    )
    def test_is_refused_what_a_consent_could_not_say(
        self, service: ServiceUnderTest, changes: dict[str, Any], status: int, code: str
    ) -> None:
        answer = service.post("/v1/consent-forms", {**FORM, **changes}, headers=PDF)
        assert (answer.status_code, answer.json()["code"]) == (status, code)

    def test_names_the_keeper_of_the_plan_where_agencies_are_to_plan_together(
        self, service: ServiceUnderTest
    ) -> None:
        """P-18."""
        without, agency = {**FORM, "agencies": ["malmo-ifo", "region-skane"]}, "malmo-ifo"
        refused = service.post("/v1/consent-forms", without, headers=PAGE, agency=agency)
        assert (refused.status_code, refused.json()["code"]) == (422, "keeper_not_named")
        assert refused.json()["keepers"] == ["af"]
        followed_up = {**without, "purpose": "follow_up"}
        assert service.post("/v1/consent-forms", followed_up, headers=PAGE, agency=agency).is_success

    def test_is_refused_in_an_unknown_language(self, service: ServiceUnderTest) -> None:
        assert service.post("/v1/consent-forms?language=xx", FORM, headers=PAGE).status_code == 422


class TestStyleAndFonts:
    @pytest.mark.parametrize("file", ["paper.css", "NotoSans-Regular.ttf", "Vazirmatn-Bold.ttf"])
    def test_are_served_without_a_token(self, service: ServiceUnderTest, file: str) -> None:
        assert service.client.get(f"/papers/{file}").status_code == 200

    @pytest.mark.parametrize("path", ["none.css", "../page.py", "%2e%2e/page.py"])
    def test_are_all_that_is_served(self, service: ServiceUnderTest, path: str) -> None:
        assert service.client.get(f"/papers/{path}").status_code == 404
