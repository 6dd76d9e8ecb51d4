"""Known paths, methods and query parameters, and the answers to unknown ones (K63, K65)."""

import pytest
from services.chassis.tests.problems import CANARY, GOOD, is_problem

from samplan.testing.harness import ServiceUnderTest


class TestRouting:
    def test_an_unknown_path_is_404(self, service: ServiceUnderTest) -> None:
        assert is_problem(service.get("/v1/191212121212"), 404, "not_found")

    def test_an_unsupported_method_is_405(self, service: ServiceUnderTest) -> None:
        assert is_problem(service.client.delete("/v1/plans"), 405, "method_not_allowed")

    @pytest.mark.parametrize(("path", "status"), [("/v1/plans", 405), ("/v1/nowhere", 404)])
    def test_a_body_without_a_route_is_not_checked(
        self, service: ServiceUnderTest, path: str, status: int
    ) -> None:
        answer = service.client.put(path, content=b"\xff", headers={"Content-Type": "image/png"})
        assert answer.status_code == status

    @pytest.mark.parametrize(
        "path", ["/health/live", "/health/ready", "/openapi.json", "/v1/api-info", "/v1/none"]
    )
    def test_head_is_answered_as_get_without_the_body(self, service: ServiceUnderTest, path: str) -> None:
        get, head = service.client.get(path), service.client.head(path)
        assert head.status_code == get.status_code
        assert head.headers["content-type"] == get.headers["content-type"]
        assert head.content == b""

    def test_head_of_a_record_has_its_etag(self, service: ServiceUnderTest) -> None:
        made = service.post("/v1/plans", GOOD)
        headers = {"Authorization": f"Bearer {service.token()}"}
        head = service.client.head(made.headers["location"], headers=headers)
        assert (head.status_code, head.headers["etag"]) == (200, made.headers["etag"])
        assert service.client.head(made.headers["location"]).status_code == 401

    def test_head_of_a_route_for_post_is_405(self, service: ServiceUnderTest) -> None:
        assert service.client.head("/v1/plans").status_code == 405

    def test_head_is_counted_under_its_route(self, service: ServiceUnderTest) -> None:
        service.client.head("/v1/api-info")
        text = service.metrics()
        assert 'samplan_http_requests_total{method="HEAD",route="/v1/api-info",status="200"}' in text

    @pytest.mark.parametrize("path", ["/v1/plans/", "/health/live/", "/v1/api-info/"])
    def test_a_path_with_an_extra_slash_is_404(self, service: ServiceUnderTest, path: str) -> None:
        answer = service.client.request("POST", path, json=GOOD, follow_redirects=False)
        assert is_problem(answer, 404, "not_found")

    def test_an_unknown_method_is_405(self, service: ServiceUnderTest) -> None:
        assert is_problem(service.client.request("FOO", "/v1/plans"), 405, "method_not_allowed")

    def test_a_malformed_id_is_404(self, service: ServiceUnderTest) -> None:
        assert is_problem(service.get(f"/v1/plans/{CANARY}"), 404, "not_found")


class TestUnknownParameters:
    """K65: a caller would believe that an ignored parameter had an effect."""

    @pytest.mark.parametrize(
        ("query", "pointer"),
        [
            ("knownAt=2020-03-02", "#/query/knownAt"),
            ("track=health", "#/query/track"),
            (f"knownAt={CANARY}&knownAt=1", "#/query/knownAt"),
            (f"{CANARY}=1", "#/query/-"),
            ("alma%20andersson", "#/query/-"),
            ("%0d%0a=1", "#/query/-"),
            ("=1", "#/query/-"),
        ],
    )
    @pytest.mark.parametrize("path", ["/v1/api-info", "/v1/plans/0f8fad5b-d9cb-469f-a165-70867728950e"])
    def test_are_refused_and_named(
        self, service: ServiceUnderTest, path: str, query: str, pointer: str
    ) -> None:
        answer = service.get(f"{path}?{query}")
        assert is_problem(answer, 400, "unknown_parameter")
        assert answer.json()["errors"] == [{"pointer": pointer, "code": "unknown_parameter"}]

    def test_are_all_named(self, service: ServiceUnderTest) -> None:
        answer = service.get("/v1/api-info?one=1&two=2")
        assert [one["pointer"] for one in answer.json()["errors"]] == ["#/query/one", "#/query/two"]

    def test_are_named_up_to_a_number(self, service: ServiceUnderTest) -> None:
        answer = service.get("/v1/api-info?" + "&".join(f"p{number}" for number in range(500)))
        assert len(answer.json()["errors"]) == 20

    def test_are_refused_with_a_body(self, service: ServiceUnderTest) -> None:
        answer = service.post("/v1/plans?dryRun=true", GOOD)
        assert is_problem(answer, 400, "unknown_parameter")
        assert service.database.last_notification_id() == 0

    def test_are_refused_for_head(self, service: ServiceUnderTest) -> None:
        assert service.client.head("/v1/api-info?one=1").status_code == 400

    @pytest.mark.parametrize("path", ["/health/live", "/openapi.json"])
    def test_are_ignored_on_pages_and_operations(self, service: ServiceUnderTest, path: str) -> None:
        assert service.client.get(f"{path}?one=1").status_code == 200

    def test_do_not_hide_that_there_is_no_such_path(self, service: ServiceUnderTest) -> None:
        assert is_problem(service.get("/v1/nowhere?one=1"), 404, "not_found")
