"""A server is asked over plain HTTP, whatever state it is in."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from samplan.testing.servers.asking import ask, succeeds
from samplan.testing.servers.ports import HOST, free_port


class _Health(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/live" else 503)
        self.end_headers()
        self.wfile.write(b"body")

    def log_message(self, *_: object) -> None:
        """Nothing: standard error is the test run's."""


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with HTTPServer((HOST, 0), _Health) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def test_a_server_answers_with_a_status_and_a_body(port: int) -> None:
    assert ask(port, "/live") == (200, b"body")


def test_only_an_answer_with_success_succeeds(port: int) -> None:
    assert succeeds(port, "/live")
    assert not succeeds(port, "/ready")
    assert not succeeds(free_port(), "/live")
