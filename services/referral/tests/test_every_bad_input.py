"""Every operation refuses what is wrong with a body, and leaks nothing of any (I13)."""

import json
from dataclasses import replace
from typing import Any

import msgspec
import pytest
from services.referral.tests.endpoints import ENDPOINTS, Endpoint
from services.referral.tests.examples import ALMA, BEA
from services.referral.tests.hostile import WORDS, leaves, spoilt_bytes, spoilt_leaves, with_leaf
from services.referral.tests.intake import Intake, dump
from services.referral.tests.requests import Call
from services.referral.tests.test_every_endpoint import at, stored

NAME, NUMBER, PHONE = "Kanariefågel-Canary", BEA, "070-1740699"
CANARIES = (NAME, NUMBER, NUMBER.replace("-", ""), PHONE, ALMA, ALMA.replace("-", ""))
WITH_BODY = [name for name in ENDPOINTS if name.startswith(("POST", "PUT"))]
JSON = [name for name in WITH_BODY if ENDPOINTS[name].media_type == "application/json"]


def is_refused(answer: Any) -> bool:
    problem = answer.json()
    is_problem = answer.headers["Content-Type"] == "application/problem+json"
    if answer.status_code == 422 and problem["code"] == "invalid_request":
        is_problem = is_problem and all({"pointer", "code"} <= set(error) for error in problem["errors"])
    return is_problem and answer.status_code in {400, 413, 422}


@pytest.mark.parametrize("name", JSON)
class TestEveryBody:
    @pytest.mark.slow
    def test_is_plain_json(self, intake: Intake, name: str) -> None:
        method, endpoint, call = at(intake, name)
        before = stored(intake)
        for what, (body, status, code) in spoilt_bytes(json.dumps(call.body).encode()).items():
            answer = endpoint.send(intake, method, replace(call, body=body))
            assert (answer.status_code, answer.json()["code"]) == (status, code), f"{what}: {answer.text}"
            assert is_refused(answer)
            assert "191212121212" not in answer.text
        assert stored(intake) == before

    @pytest.mark.slow
    def test_has_every_field_as_it_is_asked_for(self, intake: Intake, name: str) -> None:
        method, endpoint, call = at(intake, name)
        before = stored(intake)
        taken = [
            what
            for what, body in spoilt_leaves(call.body)
            if not is_refused(endpoint.send(intake, method, replace(call, body=body)))
        ]
        assert taken == []
        assert stored(intake) == before

    @pytest.mark.slow
    def test_is_sent_as_json_and_answered_in_it(self, intake: Intake, name: str) -> None:
        method, endpoint, call = at(intake, name)
        before = stored(intake)
        for headers, status in (
            ({"Content_Type": "text/plain"}, 415),
            ({"Content_Encoding": "gzip"}, 415),
            ({"Accept": "image/png"}, 406),
            ({"X_Padding": "x" * 20_000}, 431),
        ):
            assert endpoint.send(intake, method, call, **headers).status_code == status
        assert stored(intake) == before


def canary_bodies(call: Call) -> list[Any]:
    """One good body with canaries wherever anything may be written, then one for each leaf and canary."""
    if not isinstance(call.body, dict):
        text = call.body or ""
        return [text.replace("Alma Exempel", NAME), text.replace("malmokraften", NAME)]
    filled = call.body
    for path, _ in leaves(filled):
        if path[-1] in WORDS or "participants" in path:
            filled = with_leaf(filled, path, NAME)
        elif path[-1] == "phone":
            filled = with_leaf(filled, path, PHONE)
    spoilt = [with_leaf(call.body, path, one) for path, _ in leaves(call.body) for one in CANARIES[:4]]
    return [filled, *spoilt, {**call.body, NUMBER: NAME}]


def shown(endpoint: Endpoint, answer: Any) -> str:
    """What came back, unless it is the form itself to who may read it."""
    is_form = endpoint.scope == "referral:read" and answer.status_code == 200
    return "" if is_form else answer.text


@pytest.mark.slow
@pytest.mark.parametrize("name", ENDPOINTS)
def test_no_canary_is_found_in_answer_log_topic_metric_or_store(
    intake: Intake, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    method, endpoint, call = at(intake, name)
    bodies = canary_bodies(call) if name in WITH_BODY else [call.body]
    answers = [
        endpoint.send(intake, method, replace(call, body=body), key=f"{NUMBER}-{place}")
        for place, body in enumerate(bodies)
    ]
    headers = {"X_Correlation_Id": NUMBER, "Traceparent": NAME.encode().hex(), "If_Match": f'"{NUMBER}"'}
    answers.append(endpoint.send(intake, method, call, **headers))
    answers.append(endpoint.send(intake, method, replace(call, query={**call.query, "limit": NUMBER})))
    answers.append(endpoint.send(intake, method, replace(call, path=f"{call.path}/{NUMBER}")))
    told = "".join(shown(endpoint, one) + str(one.headers) for one in answers)
    told += b"".join(msgspec.json.encode(event) for event in intake.service.published()).decode()
    told += capsys.readouterr().out + intake.service.metrics() + dump(intake)
    assert [canary for canary in CANARIES if canary in told] == []
    assert all(one.status_code < 500 for one in answers)
