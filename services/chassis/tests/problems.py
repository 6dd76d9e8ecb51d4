"""The form of every problem."""

from httpx2 import Response

GOOD = {"occurredOn": "2020-03-02"}
CANARY = "191212121212"


def is_problem(answer: Response, status: int, code: str) -> bool:
    problem = answer.json()
    found = [problem["code"], *(error["code"] for error in problem.get("errors", []))]
    assert answer.headers["content-type"] == "application/problem+json"
    assert {"type", "title", "status", "instance", "requestId"} <= set(problem)
    assert CANARY not in answer.text
    return answer.status_code == status and code in found
