"""Every service serves the AsyncAPI document, from its own package and without a network."""

import importlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from samplan.contracts.documents.asyncapi import key_of
from samplan.contracts.documents.samples import all_golden
from samplan.contracts.registry import EVENTS
from samplan.testing.harness import ServiceUnderTest

PROGRAMMES = Path(__file__).parents[2] / "programmes"


@pytest.fixture(scope="module", params=["referral", "consent", "planning", "reporting", "steering"])
def service(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServiceUnderTest]:
    kind = importlib.import_module(f"{request.param}.service").SERVICE
    data_dir = tmp_path_factory.mktemp(request.param)
    with ServiceUnderTest(kind, data_dir, programmes_dir=PROGRAMMES) as running:
        yield running


def references(node: Any) -> Iterator[str]:
    match node:
        case dict():
            if isinstance(node.get("$ref"), str):
                yield node["$ref"]
            for member in node.values():
                yield from references(member)
        case list():
            for item in node:
                yield from references(item)


def found(document: Any, reference: str) -> Any:
    for part in reference.removeprefix("#/").split("/"):
        document = document[part]
    return document


@pytest.fixture(scope="module")
def document(service: ServiceUnderTest) -> Any:
    return service.client.get("/asyncapi.json").json()


class TestTheDocument:
    def test_refers_to_nothing_outside_itself(self, document: Any) -> None:
        assert document["asyncapi"] == "3.0.0"
        assert all(found(document, one) for one in references(document))

    def test_describes_every_sample(self, document: Any) -> None:
        for type_name, sample in all_golden().items():
            payload = document["components"]["messages"][key_of(EVENTS[type_name])]["payload"]["schema"]
            described = Draft202012Validator({**payload, "components": document["components"]})
            assert [(type_name, fault.message) for fault in described.iter_errors(sample.data)] == []


class TestThePage:
    def test_names_every_event(self, service: ServiceUnderTest) -> None:
        page = service.client.get("/asyncapi").text
        assert [type_name for type_name in EVENTS if f"<code>{type_name}</code>" not in page] == []

    def test_loads_nothing_from_other_origins(self, service: ServiceUnderTest) -> None:
        answer = service.client.get("/asyncapi")
        links = re.findall(r'(?:href|src)="([^"]*)"', answer.text)
        assert {service.client.get(link).status_code for link in links} == {200}
        assert all(link.startswith("/") for link in links)
        assert "<script" not in answer.text
        assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src 'self';")


def test_its_index_and_the_page_of_its_api_lead_to_pages_that_exist(service: ServiceUnderTest) -> None:
    """Reporting's front page is the dashboard."""
    pages = [service.client.get(path).text for path in ("/", "/docs")]
    links = [re.findall(r'href="(/[^"]*)"', page) for page in pages]
    assert {service.client.get(link).status_code for link in {*links[0], *links[1]}} <= {200, 503}
    assert [page for page in pages if "<script src" in page or 'href="http' in page] == []
    described = service.client.get("/openapi.json").json()
    assert [path for path in described["paths"] if path not in pages[1]] == []
    if service.client.get("/", follow_redirects=False).status_code == 200:
        assert {"/docs", "/asyncapi", "/health/ready", "/openapi.json"} <= {*links[0]}
        assert 'lang="sv"' in pages[0]
        assert 'lang="en"' in pages[0]


def test_the_committed_document_differs_only_in_its_references(document: Any) -> None:
    committed = json.loads((Path(__file__).parents[2] / "docs" / "asyncapi.json").read_text())
    assert document["channels"] == committed["channels"]
    assert document["components"]["messages"].keys() == committed["components"]["messages"].keys()
