"""DIGG's REST profile for all four APIs: a new endpoint that breaks it fails here."""

import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from samplan.testing.harness import ServiceUnderTest

PROGRAMMES = Path(__file__).parents[2] / "programmes"
JSON = "application/json"
FILE = ".{ending}"  # a link downloads it, and a link cannot ask for a media type
WHOLE_LISTS = {
    "/v1/consents": "what is in force for one referral or one participant",
    "/v1/consents/{consentId}/holders": "the few agencies that one consent names",
    "/v1/groups/{groupId}/sessions": "the days of one term",
    "/v1/plans/{planId}/attendance": "the few groups of one participant",
    "/v1/groups/{groupId}/placements": "one row a period",
    "/v1/plans/{planId}/placements": "the few placements of one participant",
    "/v1/few-placements": "participants of the groups that continue",
    "/v1/low-attendance": "participants of the groups that continue",
    "/v1/plans/{planId}/mappings": "the mappings of one participant",
    "/v1/plans/{planId}/meetings": "the meetings about one participant",
    "/v1/meetings/{meetingId}/notes": "what the agencies that were there have written",
    "/v1/plans": "the plans of one referral or one participant",
    "/v1/referrals/{referralId}/receivers": "the agencies to which one referral is fed back",
    "/v1/parties": "a few agencies, which a consent form lists in full",
    "/v1/participants/{participantId}/disclosures": "the whole log: a page of it could hide a disclosure",
}
"""Lists without pages, and why each is short or must be complete."""

SOME_ID = "7c9e6679-7425-40de-944b-e07fc1f90ae7"
SEGMENT = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PARAMETER = re.compile(r"\{([a-z]+([A-Z][a-z]+)*)\}")
CAMEL_CASE = re.compile(r"[a-z]+([A-Z][a-z0-9]*)*")

Document = dict[str, Any]


@pytest.fixture(scope="module", params=["referral", "consent", "planning", "reporting", "steering"])
def running(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServiceUnderTest]:
    service = importlib.import_module(f"{request.param}.service").SERVICE
    data_dir = tmp_path_factory.mktemp(request.param)
    with ServiceUnderTest(service, data_dir, programmes_dir=PROGRAMMES) as running:
        yield running


@pytest.fixture(scope="module")
def api(running: ServiceUnderTest) -> Document:
    document: Document = running.get("/openapi.json").json()
    return document


def operations(api: Document) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in api["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def parameters(operation: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["name"]: one["schema"] for one in operation.get("parameters", ()) if one["in"] == "query"}


def answers(operation: dict[str, Any]) -> list[dict[str, Any]]:
    good = [one for status, one in operation["responses"].items() if status.startswith("2")]
    return [one["content"][JSON] for one in good if JSON in one.get("content", {})]


def bodies(operation: dict[str, Any]) -> list[dict[str, Any]]:
    content = operation.get("requestBody", {}).get("content", {})
    return [content[JSON]] if JSON in content else []


def resolved(schema: dict[str, Any], api: Document) -> dict[str, Any]:
    if "$ref" not in schema:
        return schema
    found: dict[str, Any] = api["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    return found


def examples(schema: dict[str, Any], api: Document) -> list[Any]:
    whole = resolved(schema, api)
    if whole.get("type") == "array":
        return [[one] for one in examples(whole["items"], api)]
    return list(whole.get("examples", ()))


def is_shown(content: dict[str, Any], api: Document) -> bool:
    shown = [content["example"]] if "example" in content else examples(content["schema"], api)
    described = Draft202012Validator({**content["schema"], "components": api["components"]})
    return bool(shown) and all(described.is_valid(one) for one in shown)


def is_list(content: dict[str, Any], api: Document) -> bool:
    return resolved(content["schema"], api).get("type") == "array"


def is_profiled(path: str) -> bool:
    version, *segments = path.removesuffix(FILE).split("/")[1:]
    return version == "v1" and all(SEGMENT.fullmatch(one) or PARAMETER.fullmatch(one) for one in segments)


def test_every_api_says_what_it_is(running: ServiceUnderTest) -> None:
    answer = running.client.get("/v1/api-info").json()
    assert answer["apiName"] == f"samplan-{running.service.name}"


def test_every_operation_refuses_a_parameter_that_it_does_not_describe(
    running: ServiceUnderTest, api: Document
) -> None:
    answers = {
        (method, path): running.client.request(method, PARAMETER.sub(SOME_ID, path) + "?toldBy=2022-05-02")
        for path, method, _ in operations(api)
    }
    found = {name: (one.status_code, one.json().get("errors")) for name, one in answers.items()}
    wanted = (400, [{"pointer": "#/query/toldBy", "code": "unknown_parameter"}])
    assert {name: one for name, one in found.items() if one != wanted} == {}


def test_paths_are_versioned_in_kebab_case_with_ids_in_camel_case(api: Document) -> None:
    assert [path for path in api["paths"] if not is_profiled(path)] == []


def test_parameters_and_members_are_in_camel_case(api: Document) -> None:
    names = {name for _, _, operation in operations(api) for name in parameters(operation)}
    schemas = api["components"]["schemas"].values()
    names |= {name for schema in schemas for name in schema.get("properties", ())}
    assert sorted(name for name in names if not CAMEL_CASE.fullmatch(name)) == []


def test_lists_come_in_pages_of_20_by_default_and_go_on_at_a_cursor(api: Document) -> None:
    lists = {
        path: parameters(operation)
        for path, method, operation in operations(api)
        if method == "get" and any(is_list(one, api) for one in answers(operation))
    }
    unpaged = {path for path, asked in lists.items() if not {"limit", "cursor"} <= asked.keys()}
    assert unpaged <= WHOLE_LISTS.keys()
    paged = [asked for path, asked in lists.items() if path not in unpaged]
    assert [one["limit"]["default"] for one in paged] == [20] * len(paged)


def test_no_parameter_is_an_offset_or_a_page_number(api: Document) -> None:
    """R-19: a row that leaves a list would be the cause that another is skipped."""
    asked = {path: parameters(operation).keys() for path, _, operation in operations(api)}
    assert [path for path, names in asked.items() if {"offset", "page"} & names] == []


def test_every_operation_says_in_swedish_and_in_english_what_it_does(api: Document) -> None:
    summaries = {f"{method} {path}": one.get("summary", "") for path, method, one in operations(api)}
    assert [name for name, summary in summaries.items() if len(summary.split(" · ")) != 2] == []


def test_every_body_and_every_answer_has_an_example_that_fits_its_schema(api: Document) -> None:
    missing = [
        f"{method} {path}"
        for path, method, operation in operations(api)
        if not all(is_shown(content, api) for content in (*bodies(operation), *answers(operation)))
    ]
    assert missing == []
