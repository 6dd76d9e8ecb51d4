"""Invalid input gets a clear problem, which repeats no input, and changes nothing (promises, bad input)."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from httpx2 import Response
from services.chassis.tests.problems import CANARY, GOOD, is_problem

from chassis.decisions.journal import from_stored
from samplan.testing.harness import ServiceUnderTest


def send(service: ServiceUnderTest, body: bytes, **headers: str) -> Response:
    sent = {
        "Authorization": f"Bearer {service.token()}",
        "Idempotency-Key": "key",
        "Content-Type": "application/json",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    answer: Response = service.client.post("/v1/plans", content=body, headers=sent)
    return answer


BODIES: dict[str, tuple[bytes, int, str]] = {
    "empty": (b"", 400, "empty_body"),
    "white space": (b"  \n", 400, "empty_body"),
    "truncated": (b'{"occurredOn": "2020-', 400, "not_json"),
    "trailing data": (b'{"occurredOn": "2020-03-02"} {}', 400, "not_json"),
    "duplicate keys": (b'{"occurredOn": "2020-03-02", "occurredOn": "2020-03-03"}', 400, "duplicate_key"),
    "NaN": (b'{"occurredOn": "2020-03-02", "weeks": NaN}', 400, "not_a_number"),
    "infinity": (b'{"occurredOn": "2020-03-02", "weeks": -Infinity}', 400, "not_a_number"),
    "an absurd float": (b'{"occurredOn": "2020-03-02", "weeks": 1e999}', 400, "number_out_of_range"),
    "an absurd integer": (b'{"weeks": 1' + b"0" * 5000 + b"}", 400, "number_out_of_range"),
    "too deep": (b'{"weeks": ' + b"[" * 5000 + b"]" * 5000 + b"}", 400, "too_deep"),
    "too deep without an end": (b"[" * 2000, 400, "too_deep"),
    "too deep after a bad string": (b'{"a": "' + b'\\"' * 9 + b'", "b": ' + b"{[" * 2000, 400, "too_deep"),
    "deeper than any form": (b'{"weeks": ' + b"[" * 16 + b"]" * 16 + b"}", 400, "too_deep"),
    "as deep as can be": (b'{"weeks": ' + b"[" * 15 + b"]" * 15 + b"}", 422, "int_type"),
    "brackets in a text": (b'{"weeks": "[{[{[{[{[{[{[{[{[{\\"[{"}', 422, "int_type"),
    "brackets in a text that never ends": (b'{"weeks": "[{[{[{[{[{[{[{[{[{\\"[{', 400, "not_json"),
    "brackets side by side": (b'{"weeks": [' + b"[]," * 50 + b"[]]}", 422, "int_type"),
    "not UTF-8": ('{"remark": "å"}'.encode("latin-1"), 400, "not_utf8"),
    "a byte-order mark": (b'\xef\xbb\xbf{"occurredOn": "2020-03-02"}', 400, "byte_order_mark"),
    "UTF-16": (json.dumps(GOOD).encode("utf-16"), 400, "not_utf8"),
    "a lone surrogate": (b'{"occurredOn": "2020-03-02", "remark": "\\ud800"}', 422, "lone_surrogate"),
    "NUL": (b'{"occurredOn": "2020-03-02", "remark": "a\\u0000b"}', 422, "control_character"),
    "a bidi control": (b'{"occurredOn": "2020-03-02", "remark": "a\\u202eb"}', 422, "control_character"),
    "an unknown member": (b'{"occurredOn": "2020-03-02", "191212121212": 1}', 422, "extra_forbidden"),
    "white space only": (b'{"occurredOn": "2020-03-02", "remark": "  "}', 422, "only_white_space"),
    "too long a text": (
        json.dumps({**GOOD, "remark": "x" * 201}).encode(),
        422,
        "string_too_long",
    ),
    "a number as text": (b'{"occurredOn": "2020-03-02", "weeks": "1_000"}', 422, "int_type"),
    "a truth as text": (b'{"occurredOn": "2020-03-02", "isUrgent": "yes"}', 422, "bool_type"),
    "a date as a number": (b'{"occurredOn": 0}', 422, "not_a_date"),
    "a date as a numeral": (b'{"occurredOn": "0"}', 422, "not_a_date"),
    "a date with a time": (b'{"occurredOn": "2020-03-02T00:00:00"}', 422, "not_a_date"),
    "a day that is none": (b'{"occurredOn": "2021-02-29"}', 422, "not_a_date"),
    "full-width digits": ('{"occurredOn": "２０２０-03-02"}'.encode(), 422, "not_a_date"),
    "a day to come": (b'{"occurredOn": "2999-01-01"}', 422, "in_the_future"),
    "a missing member": (b"{}", 422, "missing"),
    "a list": (b"[]", 422, "not_an_object"),
    "a personnummer as a date": (b'{"occurredOn": "191212121212"}', 422, "not_a_date"),
}


@pytest.mark.parametrize("what", BODIES)
def test_a_bad_body_is_refused(service: ServiceUnderTest, what: str) -> None:
    body, status, code = BODIES[what]
    answer = send(service, body)
    assert is_problem(answer, status, code), answer.text
    assert service.database.last_notification_id() == 0


PROTOCOL: dict[str, tuple[dict[str, str], int, str]] = {
    "no token": ({"Authorization": ""}, 401, "unauthorized"),
    "another scheme": ({"Authorization": "Basic YTpi"}, 401, "unauthorized"),
    "no JWT": ({"Authorization": "Bearer abc"}, 401, "unauthorized"),
    "an unsigned token": (
        {"Authorization": "Bearer eyJhbGciOiJub25lIn0.eyJhZ2VuY3kiOiJhZiJ9."},
        401,
        "unauthorized",
    ),
    "a form": ({"Content-Type": "application/x-www-form-urlencoded"}, 415, "unsupported_media_type"),
    "Latin-1": ({"Content-Type": "application/json; charset=iso-8859-1"}, 415, "unsupported_charset"),
    "a coding": ({"Content-Encoding": "gzip"}, 415, "unsupported_content_encoding"),
    "no acceptable answer": ({"Accept": "image/png"}, 406, "not_acceptable"),
    "a huge header": ({"X-Padding": "x" * 20_000}, 431, "headers_too_large"),
    "no key": ({"Idempotency-Key": ""}, 400, "idempotency_key_malformed"),
    "a key with spaces": ({"Idempotency-Key": "a b"}, 400, "idempotency_key_malformed"),
}


@pytest.mark.parametrize("what", PROTOCOL)
def test_a_bad_request_is_refused(service: ServiceUnderTest, what: str) -> None:
    headers, status, code = PROTOCOL[what]
    answer = send(service, json.dumps(GOOD).encode(), **headers)
    assert is_problem(answer, status, code), answer.text
    assert service.database.last_notification_id() == 0


TOKENS: dict[str, tuple[dict[str, Any], int, str]] = {
    "an expired token": ({"seconds": -3600}, 401, "unauthorized"),
    "a token for another service": ({"audience": ("consent",)}, 401, "unauthorized"),
    "a token without the scope": ({"scopes": ("planning:read",)}, 403, "missing_scope"),
}


@pytest.mark.parametrize("what", TOKENS)
def test_an_invalid_token_is_refused(service: ServiceUnderTest, what: str) -> None:
    claims, status, code = TOKENS[what]
    token = service.token("af", **claims)
    answer = send(service, json.dumps(GOOD).encode(), Authorization=f"Bearer {token}")
    assert is_problem(answer, status, code), answer.text


@pytest.mark.parametrize("parameter", ["charset=utf-8", 'charset="UTF-8"', "profile=x", ""])
def test_json_in_utf_8_is_accepted(service: ServiceUnderTest, parameter: str) -> None:
    kind = f"application/json; {parameter}"
    assert send(service, json.dumps(GOOD).encode(), **{"Content-Type": kind}).status_code == 201


@pytest.mark.parametrize("path", ["/health/live", "/v1/plans", "/openapi.json"])
def test_no_browser_guesses_the_type_of_an_answer(service: ServiceUnderTest, path: str) -> None:
    assert service.client.get(path).headers["X-Content-Type-Options"] == "nosniff"


def test_a_text_of_quotes_alone_takes_no_longer_than_another(service: ServiceUnderTest) -> None:
    body = b'{"weeks": "' + b'\\"' * 100_000 + b"[" * 20
    assert is_problem(send(service, body), 400, "not_json")


def test_a_refused_form_builds_no_description(service: ServiceUnderTest) -> None:
    """It takes seconds, in which the process answers no request."""
    service.process.app.openapi_schema = None
    answer = send(service, b'{"occurredOn": "2999-01-01"}')
    assert answer.json()["errors"] == [{"pointer": "#/occurredOn", "code": "in_the_future"}]
    assert service.process.app.openapi_schema is None


class TestSize:
    def test_over_256_kilobytes_is_refused(self, service: ServiceUnderTest) -> None:
        body = json.dumps({**GOOD, "remark": "x" * 300_000}).encode()
        assert is_problem(send(service, body), 413, "content_too_large")

    def test_is_checked_also_when_no_length_is_declared(self, service: ServiceUnderTest) -> None:
        def chunks() -> Iterator[bytes]:
            for _ in range(300):
                yield b"x" * 1000

        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {service.token()}"}
        answer = service.client.post("/v1/plans", content=chunks(), headers=headers)
        assert is_problem(answer, 413, "content_too_large")


class TestOperations:
    def test_answer_and_log_share_a_request_id(
        self, service: ServiceUnderTest, capsys: pytest.CaptureFixture[str]
    ) -> None:
        answer = service.get("/v1/plans/none")
        assert answer.json()["requestId"] == answer.headers["x-request-id"]

    def test_a_correlation_id_is_accepted_only_if_it_is_a_uuid(self, service: ServiceUnderTest) -> None:
        mine = "0f8fad5b-d9cb-469f-a165-70867728950e"
        service.post("/v1/plans", GOOD, headers={"X-Correlation-Id": mine})
        service.post("/v1/plans", GOOD, headers={"X-Correlation-Id": CANARY})
        first, second = (from_stored(one) for one in service.database.notifications(0, 10))
        assert first.correlation_id == mine
        assert CANARY not in second.correlation_id

    def test_health_is_open_to_all(self, service: ServiceUnderTest) -> None:
        assert service.client.get("/health/live").json() == {"status": "live"}
        assert service.client.get("/health/ready").status_code == 200

    def test_commands_are_counted_by_outcome(self, service: ServiceUnderTest) -> None:
        service.post("/v1/plans", GOOD, key="m")
        service.post("/v1/plans", GOOD, key="m")
        text = service.metrics()
        assert 'samplan_commands_total{command="OpenPlan",outcome="done"}' in text
        assert 'samplan_commands_total{command="OpenPlan",outcome="replayed"}' in text
