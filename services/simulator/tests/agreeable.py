"""All services in memory: they accept every request."""

import json
from collections import defaultdict
from uuid import uuid5

import httpx

from simulator.clients.keyed import NAMESPACE_KEY


class Interrupted(Exception):
    """The run is interrupted here."""


class Agreeable:
    """Each command increases the version of its record, or of a plan's item. A repeated key changes nothing.

    A plan has its referral's id, and closes when the consent that names the referral is revoked.
    """

    def __init__(self) -> None:
        self.commands: dict[str, httpx.Request] = {}
        self.versions: dict[str, int] = defaultdict(lambda: 1)
        self._plan_of: dict[str, str] = {}
        self._revoked: set[str] = set()
        self._closed: set[str] = set()
        self._interrupts_after = -1
        self.unanswered: list[dict[str, str]] = []
        self.session_days: list[str] = []

    def interrupts_after(self, commands: int) -> None:
        """Interrupt a run, once, after this many commands."""
        self._interrupts_after = commands

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if self._is_closed(request):
            is_list = "referralId" in request.url.params
            return httpx.Response(200, json=[]) if is_list else httpx.Response(404)
        if request.method == "GET":
            return self._read(request)
        if request.url.path.endswith("/voucher"):
            return httpx.Response(200, json={"voucher": f"for {request.url.path.split('/')[3]}"})
        key = request.headers["Idempotency-Key"]
        is_new = key not in self.commands
        self.commands.setdefault(key, request)
        answer = self._carry_out(request, key, is_new=is_new)
        if is_new and len(self.commands) == self._interrupts_after:
            raise Interrupted
        return answer

    def _is_closed(self, request: httpx.Request) -> bool:
        _, _, kind, *rest = request.url.path.split("/")
        plan = request.url.params.get("referralId") or "".join(rest[:1])
        return kind == "plans" and plan in self._closed

    def _read(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/v1/status":
            return httpx.Response(200, json={"lastFact": 3 * len(self.commands)})
        if request.url.path == "/v1/unanswered-revocations":
            return httpx.Response(200, json=self.unanswered)
        if request.url.path.endswith("/sessions"):
            return httpx.Response(
                200, json=[{"sessionId": f"on-{day}", "day": day} for day in self.session_days]
            )
        if referral_id := request.url.params.get("referralId"):
            return httpx.Response(200, json=[{"planId": referral_id}])
        return self._record(request.url.path)

    def _carry_out(self, request: httpx.Request, key: str, *, is_new: bool) -> httpx.Response:
        kind, *rest = request.url.path.removeprefix("/v1/").split("/")
        made = f"{uuid5(NAMESPACE_KEY, key)}"
        match rest:
            case [plan, "activities", *of_item]:
                record = f"/v1/plans/{plan}/activities/{of_item[0] if of_item else made}"
            case _:
                record = f"/v1/{kind}/{rest[0] if rest else made}"
        self.versions[record] += is_new
        if is_new:
            self._note(kind, record, rest[1:], json.loads(request.content))
        answer = self._record(record)
        if not is_new:
            answer.headers["Idempotency-Replayed"] = "true"
        return answer

    def _note(self, kind: str, record: str, path: list[str], body: dict[str, str]) -> None:
        if kind == "consents" and not path:
            self._plan_of[record] = body["referralId"]
            self._closed.discard(body["referralId"])
        if path == ["revocation-answers"]:
            self.unanswered.pop()
        if path == ["revocation"]:
            self._revoked.add(record)
            self._closed.add(self._plan_of[record])

    def _record(self, path: str) -> httpx.Response:
        content = {
            "referralId": path.rpartition("/")[2],
            "ended": "revoked" if path in self._revoked else None,
        }
        headers = {"ETag": f'"{self.versions[path]}"', "Location": path}
        return httpx.Response(200, json=content, headers=headers)

    @property
    def urls(self) -> list[str]:
        return [str(request.url) for request in self.commands.values()]

    @property
    def dates(self) -> list[str]:
        return [json.loads(request.content)["occurredOn"] for request in self.commands.values()]

    @property
    def paths(self) -> list[str]:
        return [request.url.path for request in self.commands.values()]
