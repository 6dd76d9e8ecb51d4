"""The container's health check, with Python alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from chassis.process.healthy import is_ready
from samplan.testing.servers.ports import HOST, free_port


@contextmanager
def answering(status: int) -> Iterator[int]:
    class Readiness(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == "/health/ready" else 404)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with HTTPServer((HOST, 0), Readiness) as server:
        Thread(target=server.handle_request, daemon=True).start()
        yield server.server_port


class TestIsReady:
    @pytest.mark.parametrize(("status", "is_so"), [(200, True), (503, False)])
    def test_is_what_the_service_reports(self, status: int, is_so: bool) -> None:
        with answering(status) as port:
            assert is_ready(port) is is_so

    def test_is_false_while_the_port_is_closed(self) -> None:
        assert not is_ready(free_port())
