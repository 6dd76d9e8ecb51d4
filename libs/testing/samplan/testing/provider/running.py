"""The development provider in a test, and a reader who signs in there."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import uvicorn
from fastapi.testclient import TestClient
from httpx2 import Response

from samplan.testing.provider.app import DevelopmentProvider
from samplan.testing.servers.ports import HOST

PUBLIC_URL = "http://localhost"
"""Where a service under test says that browsers reach it."""


@contextmanager
def running_provider(data_dir: Path) -> Iterator[str]:
    """Its issuer, which is its address."""
    with socket.create_server((HOST, 0)) as listening:
        issuer = f"http://{HOST}:{listening.getsockname()[1]}"
        app = DevelopmentProvider(issuer, data_dir).app
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield issuer
        finally:
            server.should_exit = True
            thread.join()


def choose(client: TestClient, subject: str, to: str = "/") -> str:
    """Begin to sign in and choose who one is: the path on which the provider sends the browser back."""
    begun = client.get("/sign-in", params={"to": to}, follow_redirects=False)
    chosen = httpx2.post(begun.headers["location"], data={"who": subject}, trust_env=False)
    back = urlsplit(chosen.headers["location"])
    return f"{back.path}?{back.query}"


def sign_in(client: TestClient, subject: str, to: str = "/") -> Response:
    """The answer after which the client is signed in as one of the people of the provider."""
    answer: Response = client.get(choose(client, subject, to), follow_redirects=False)
    return answer
