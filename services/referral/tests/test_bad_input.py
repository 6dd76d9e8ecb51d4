"""Bad input, one table each: the body, the protocol, the number, the time. Nothing of it comes back."""

import json
from typing import Any

import pytest
from services.referral.tests.examples import INTERPRETER, KEEPER, TAKE_PART, form
from services.referral.tests.intake import Intake

from chassis.http import fields

pytestmark = pytest.mark.slow

GOOD = json.dumps(form())
LONG = "x" * 4001


def sent(intake: Intake, body: bytes, **headers: str) -> Any:
    return intake.service.client.post(
        "/v1/referrals",
        content=body,
        headers={
            "Authorization": f"Bearer {intake.service.token(KEEPER)}",
            "Content-Type": "application/json",
            "Idempotency-Key": "key",
            **headers,
        },
    )


def check_refused(intake: Intake, answer: Any, status: int, code: str, pointer: str | None = None) -> None:
    problem = answer.json()
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert (answer.status_code, problem["code"]) == (status, code), answer.text
    if pointer is not None:
        assert pointer in [error["pointer"] for error in problem["errors"]]
    assert intake.published() == []


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 400, "empty_body"),
        (GOOD[:-2].encode(), 400, "not_json"),
        (f"{GOOD} {{}}".encode(), 400, "not_json"),
        (GOOD.replace('"programme"', '"programme": "x", "programme"', 1).encode(), 400, "duplicate_key"),
        (b'{"programme": NaN}', 400, "not_a_number"),
        (b'{"programme": 1e999}', 400, "number_out_of_range"),
        (b"[" * 400 + b"]" * 400, 400, "too_deep"),
        (b'{"programme": "\xff"}', 400, "not_utf8"),
        (b"\xef\xbb\xbf" + GOOD.encode(), 400, "byte_order_mark"),
        (b'"' + b"x" * 300_000 + b'"', 413, "content_too_large"),
        (b'{"programme": "\\ud800"}', 422, "lone_surrogate"),
        (b'{"programme": "\\u0000"}', 422, "control_character"),
        (b"[]", 422, "invalid_request"),
    ],
)
def test_a_body_that_is_no_plain_json_is_refused(intake: Intake, body: bytes, status: int, code: str) -> None:
    check_refused(intake, sent(intake, body), status, code)


CONTROLS = "\u0001\u001b\r\n\u2028"
UNSEEN = "\u00ad\u200b\u200e\u2060\u2800\u3164\ufeff"
"""K51: names made of these look like none."""


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        ({"hobby": "chess"}, "#/-", "extra_forbidden"),
        ({"participant__hobby": "chess"}, "#/participant/-", "extra_forbidden"),
        ({"participant__interpreterNeeded": "yes"}, "#/participant/interpreterNeeded", "bool_type"),
        ({"participant__interpreterNeeded": 1}, "#/participant/interpreterNeeded", "bool_type"),
        ({"participant__name": 1}, "#/participant/name", "string_type"),
        ({"participant__name": " \t"}, "#/participant/name", "only_white_space"),
        ({"participant__name": "x" * 201}, "#/participant/name", "string_too_long"),
        ({"participant__name": "Alma \u202eamlA"}, "#/participant/name", "control_character"),
        *(
            ({"participant__name": f"Al{one}ma"}, "#/participant/name", "control_character")
            for one in CONTROLS
        ),
        *(
            ({"participant__name": f"Al{one}ma"}, "#/participant/name", "invisible_character")
            for one in UNSEEN
        ),
        ({"participant__countryOfBirth": "Syria"}, "#/participant/countryOfBirth", "string_pattern_mismatch"),
        ({"participant__language": "ar\n"}, "#/participant/language", "string_pattern_mismatch"),
        ({"participant__phone": "call me"}, "#/participant/phone", "string_pattern_mismatch"),
        ({"participant": None}, "#/participant", "not_an_object"),
        ({"background__question": LONG}, "#/background/question", "string_too_long"),
        ({"circumstances__guarantee": "some"}, "#/circumstances/guarantee", "enum"),
        ({"economy__mainIncome": "gold"}, "#/economy/mainIncome", "enum"),
        ({"programme": "Malmökraften"}, "#/programme", "string_pattern_mismatch"),
    ],
)
def test_a_field_that_is_not_as_asked_is_pointed_at(
    intake: Intake, changes: dict[str, Any], pointer: str, code: str
) -> None:
    answer = intake.submit(**changes)
    assert answer.json()["errors"] == [{"pointer": pointer, "code": code}]
    assert answer.status_code == 422
    assert intake.published() == []


@pytest.mark.parametrize("name", ["Åsa-Märta O’Brien", "Ngũgĩ", "علی\u200cرضا", "李小龍"])
def test_a_name_is_spelled_as_it_is(intake: Intake, name: str) -> None:
    assert intake.submit(participant__name=name).status_code == 201


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({"Authorization": ""}, 401, "unauthorized"),
        ({"Authorization": "Bearer not.a.token"}, 401, "unauthorized"),
        ({"Authorization": "Basic YWY6YWY="}, 401, "unauthorized"),
        ({"Content-Type": "text/plain"}, 415, "unsupported_media_type"),
        ({"Content-Encoding": "gzip"}, 415, "unsupported_content_encoding"),
        ({"Accept": "text/csv;q=1", "X-Note": ""}, 406, "not_acceptable"),
        ({"X-Note": "x" * 20_000}, 431, "headers_too_large"),
        ({"Idempotency-Key": ""}, 400, "idempotency_key_malformed"),
        ({"Idempotency-Key": "k" * 201}, 400, "idempotency_key_malformed"),
    ],
)
def test_a_request_against_the_protocol_is_refused(
    intake: Intake, headers: dict[str, str], status: int, code: str
) -> None:
    if "Accept" in headers:
        headers = {**headers, "Accept": "image/png"}
    check_refused(intake, sent(intake, GOOD.encode(), **headers), status, code)


def test_a_token_without_the_scope_is_refused(intake: Intake) -> None:
    token = intake.service.token(KEEPER, scopes=("referral:read",))
    answer = sent(intake, GOOD.encode(), Authorization=f"Bearer {token}")
    check_refused(intake, answer, 403, "missing_scope")


@pytest.mark.parametrize(
    "path", ["not-an-id", "0F8FAD5B-D9CB-469F-A165-70867728950E", "0f8fad5bd9cb469fa16570867728950e"]
)
def test_an_id_that_is_none_names_no_referral(intake: Intake, path: str) -> None:
    answer = intake.service.get(f"/v1/referrals/{path}", agency=KEEPER)
    check_refused(intake, answer, 404, "not_found")


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("19850615-9809", "checksum"),
        ("19850631-9808", "impossible_date"),
        ("20990615-9808", "future_date"),
        ("19850615-0000", "serial_zero"),
        ("１９８５０６１５９８０８", "non_ascii_digits"),  # full-width on purpose
        ("19850615-9808\n", "surrounding_whitespace"),
        ("850615-9808", "no_century"),
        ("556012-5790", "organisation_number"),
        ("19850615-T808", "reserve_number"),
        ("19850615+9808", "wrong_separator"),
        ("Alma", "not_a_personnummer"),
        (198506159808, "not_a_personnummer"),
    ],
)
def test_a_personnummer_that_is_none_gets_its_reason(intake: Intake, number: Any, code: str) -> None:
    answer = intake.submit(participant__personnummer=number)
    assert answer.json()["errors"] == [{"pointer": "#/participant/personnummer", "code": code}]
    assert str(number) not in answer.text
    check_refused(intake, answer, 422, "invalid_request")


@pytest.mark.parametrize("field", ["occurredOn", "participant__residencePermitSince"])
@pytest.mark.parametrize(
    ("value", "code"),
    [
        (0, "not_a_date"),
        (20210601, "not_a_date"),
        ("2021-06-31", "not_a_date"),
        ("2021-6-1", "not_a_date"),
        ("20210601", "not_a_date"),
        ("2021-W22-2", "not_a_date"),
        ("2021-06-01T12:00:00", "not_a_date"),
        ("2021-06-01 ", "not_a_date"),
        ("２０２１-06-01", "not_a_date"),  # full-width on purpose
        ("9999-12-31", "in_the_future"),
    ],
)
def test_a_time_that_is_no_past_date_is_refused(intake: Intake, field: str, value: Any, code: str) -> None:
    answer = intake.submit(**{field: value})
    pointer = "#/" + field.replace("__", "/")
    assert answer.json()["errors"] == [{"pointer": pointer, "code": code}]
    check_refused(intake, answer, 422, "invalid_request")


@pytest.mark.parametrize(
    ("step", "body", "status", "code"),
    [
        ("eligibility-assessment", {}, 422, "invalid_request"),
        ("eligibility-assessment", {"occurredOn": "2021-05-31"}, 422, "before_an_earlier_step"),
        ("eligibility-assessment", {"occurredOn": "9999-12-31"}, 422, "invalid_request"),
        ("intake-meeting", {"occurredOn": "2021-06-08"}, 422, "invalid_request"),
        (
            "intake-meeting",
            {
                "occurredOn": "2021-06-08",
                "meetingOn": "2021-06-15",
                "interpreter": INTERPRETER,
                "participants": TAKE_PART,
            },
            409,
            "eligibility_not_assessed",
        ),
        ("intake-meeting/held", {"occurredOn": "2021-06-08"}, 409, "no_meeting_booked"),
        ("enrolment", {"occurredOn": "2021-06-08", "mode": "party"}, 422, "invalid_request"),
        ("enrolment", {"occurredOn": "2021-06-08", "mode": "programme"}, 409, "meeting_not_held"),
        ("decline", {"occurredOn": "2021-06-08"}, 422, "invalid_request"),
        ("decline", {"occurredOn": "2021-06-08", "reason": "tired"}, 422, "invalid_request"),
    ],
)
def test_a_step_that_cannot_be_taken_is_refused(
    intake: Intake, step: str, body: dict[str, Any], status: int, code: str
) -> None:
    answer = intake.step(intake.referred(), step, **body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert intake.published() == ["ReferralSubmitted"]


def test_a_name_that_an_earlier_version_accepted_is_shown_as_it_was_written(
    intake: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr(fields, "_is_invisible", lambda _: False)
        referral_id = intake.submit(participant__name="Al\u00adma").json()["referralId"]
    shown = intake.service.get(f"/v1/referrals/{referral_id}", agency=KEEPER).json()
    assert shown["form"]["participant"]["name"] == "Al\u00adma"
