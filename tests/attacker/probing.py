"""Every described operation, asked about a participant and about nobody in the same words."""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from httpx2 import Response

from samplan.testing.harness import ServiceUnderTest

JSON = "application/json"
ENDLESS = "/v1/changes"
NAMESPACE = UUID("7a4f0c52-3a5e-4a0e-8f2b-4b1d9c6e2a11")
NOBODY: Mapping[str, str] = {
    "referralId": "00000000-0000-4000-8000-000000000001",
    "consentId": "00000000-0000-4000-8000-000000000002",
    "participantId": "00000000-0000-4000-8000-000000000003",
    "planId": "00000000-0000-4000-8000-000000000004",
    "personnummer": "19850615-9840",
}


@dataclass(frozen=True)
class Question:
    """An operation that takes at least one id. `form` is None for one without a body."""

    method: str
    template: str
    by_query: tuple[str, ...]
    form: Any

    def __str__(self) -> str:
        return f"{self.method} {self.template}"

    def about(self, ids: Mapping[str, str]) -> tuple[str, Mapping[str, str], Any]:
        """Path, query and form."""
        path = re.sub(r"\{(\w+)\}", lambda match: ids.get(match[1], NOBODY["planId"]), self.template)
        return path, {name: ids[name] for name in self.by_query}, _filled(self.form, ids)


def questions(document: Mapping[str, Any]) -> Iterator[Question]:
    for template, operations in document["paths"].items():
        for method, operation in operations.items():
            asked = _question(template, method.upper(), operation, document)
            if template != ENDLESS and _names_somebody(asked):
                yield asked


def ask(service: ServiceUnderTest, agency: str, question: Question, ids: Mapping[str, str]) -> Response:
    path, query, form = question.about(ids)
    headers = {"Authorization": f"Bearer {service.token(agency)}", "If-Match": '"1"'}
    if question.method != "GET":
        headers["Idempotency-Key"] = f"{uuid5(NAMESPACE, f'{agency} {question} {sorted(ids.values())}')}"
    answer: Response = service.client.request(question.method, path, params=query, json=form, headers=headers)
    return answer


def told(answer: Response, ids: Mapping[str, str]) -> tuple[int, str, list[str]]:
    """The answer without the ids that were asked about: status, body, names of the headers."""
    text = answer.text
    for name, value in ids.items():
        text = text.replace(value, name)
    return answer.status_code, _without_request(text), sorted(answer.headers)


def _without_request(text: str) -> str:
    return re.sub(r'"(requestId|request_id|instance)": ?"[^"]*"', "", text)


def _question(template: str, method: str, operation: Any, document: Mapping[str, Any]) -> Question:
    declared = (one["name"] for one in operation.get("parameters", ()) if one["in"] == "query")
    return Question(
        method, template, tuple(name for name in declared if name in NOBODY), _form(operation, document)
    )


def _form(operation: Any, document: Mapping[str, Any]) -> Any:
    content = operation.get("requestBody", {}).get("content", {})
    if JSON not in content:
        return None
    schema = content[JSON]["schema"]
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return deepcopy(schema.get("examples", [{}])[0])


def _filled(form: Any, ids: Mapping[str, str]) -> Any:
    match form:
        case dict():
            return {name: ids.get(name) or _filled(member, ids) for name, member in form.items()}
        case list() | tuple():
            return [_filled(item, ids) for item in form]
        case _:
            return form


def _names_somebody(question: Question) -> bool:
    named = {*re.findall(r"\{(\w+)\}", question.template), *question.by_query}
    if isinstance(question.form, dict):
        named |= question.form.keys()
    return bool(named & NOBODY.keys())
