"""For any input and any fault, the log is JSON, has the request's id and repeats no input (I13)."""

import json
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from samplan.contracts.codes import Agency
from samplan.testing.issuer import mint_token
from samplan.testing.servers.ports import free_port
from samplan.testing.servers.processes import ChildProcess
from samplan.testing.specimen import SPECIMEN

CANARY = "198506159808"
CORRELATION = "0f8fad5b-d9cb-469f-a165-70867728950e"
QUERY = f"personnummer={CANARY}"
PROGRAM = """
import asyncio, logging, warnings
from dataclasses import replace
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import StreamingResponse
from chassis.cli.commands import service_cli
from samplan.testing.specimen import SPECIMEN

router = APIRouter()

@router.post("/v1/broken")
async def broken(request: Request, personnummer: str) -> None:
    body = await request.body()
    logging.getLogger("a.library").warning("it said so itself")
    warnings.warn("deprecated")
    raise RuntimeError(f"cannot handle {body!r} {request.url} {dict(request.headers)}")

@router.post("/v1/broken/{person}/stream")
async def stream(person: str, request: Request, personnummer: str) -> StreamingResponse:
    def chunks():
        yield b"begun"
        raise RuntimeError(f"broke at {person}")
    return StreamingResponse(chunks())

@router.post("/v1/forgotten")
async def forgotten(request: Request, personnummer: str) -> None:
    body = await request.body()
    async def fail() -> None:
        raise RuntimeError(body.decode())
    asyncio.get_running_loop().create_task(fail())

service_cli(replace(SPECIMEN, routers=lambda settings: [*SPECIMEN.routers(settings), router]))()
"""

pytestmark = pytest.mark.slow


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator["Log"]:
    port = free_port()
    no_broker = f"127.0.0.1:{free_port()}"  # a demo's broker may run at the default address
    settings = {"PORT": str(port), "DATA_DIR": str(tmp_path), "LOG_LEVEL": "debug"}
    for name, value in {**settings, "KAFKA_BOOTSTRAP_SERVERS": no_broker}.items():
        monkeypatch.setenv(name, value)
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    process = ChildProcess("the specimen", [sys.executable, str(program), "api"], tmp_path / "log")
    process.start()
    process.wait_until(lambda: "Application startup complete" in process.log.read_text(), 30)
    yield Log(tmp_path, port, process)
    process.stop()


class Log:
    def __init__(self, data_dir: Path, port: int, process: ChildProcess) -> None:
        self._address = f"http://127.0.0.1:{port}"
        self._token = mint_token(data_dir, Agency.AF, scopes=SPECIMEN.scopes, audience=[SPECIMEN.name])
        self._port = port
        self._process = process

    def send(self, path: str, body: bytes, **headers: str) -> None:
        sent = {
            "Authorization": f"Bearer {self._token}",
            "Content-Type": "application/json",
            "Idempotency-Key": CANARY,
            "X-Person": CANARY,
            "If-Match": f'"{CANARY}"',
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        try:
            httpx2.post(f"{self._address}{path}", content=body, headers=sent)
        except httpx2.HTTPError:
            return  # a stream that breaks off

    def send_raw(self, text: bytes) -> None:
        with socket.create_connection(("127.0.0.1", self._port)) as connection:
            connection.sendall(text)
            connection.recv(1000)

    def lines(self) -> list[dict[str, object]]:
        """The complete log, after the process has ended."""
        self._process.stop()
        text = self._process.log.read_text()
        assert CANARY not in text
        return [json.loads(line) for line in text.splitlines()]


def test_the_log_repeats_no_text_of_requests(log: Log) -> None:
    body = json.dumps({"occurredOn": "2020-03-02", "remark": CANARY}).encode()
    log.send("/v1/plans", body, X_Correlation_Id=CANARY)
    log.send(f"/v1/plans/{CANARY}/track", body)
    log.send(f"/{CANARY}?{QUERY}", body)
    log.send("/v1/plans", body[:-1])
    log.send(f"/v1/plans?{QUERY}", body)
    log.send(f"/v1/broken?{QUERY}", body, X_Correlation_Id=CORRELATION)
    log.send(f"/v1/broken/{CANARY}/stream?{QUERY}", body)
    log.send(f"/v1/forgotten?{QUERY}", body)
    log.send_raw(f"GET /{CANARY} HTTP/9\r\n{CANARY}\r\n\r\n".encode())
    lines = log.lines()
    requests = [line for line in lines if line["event"] == "request"]
    assert [line["status"] for line in requests] == [201, 422, 404, 400, 400, 500, 200, 200]
    assert all(line["request_id"] and line["correlation_id"] for line in requests)
    [fault, *_] = [line for line in lines if line["event"] == "fault"]
    assert (fault["error"], fault["correlation_id"]) == ("RuntimeError", CORRELATION)
    assert "it said so itself" in [line["event"] for line in lines]
