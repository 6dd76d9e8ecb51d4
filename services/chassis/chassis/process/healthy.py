"""The container's health check, `python -S -m chassis.process.healthy`: exit code 0 if ready, else 1.

It runs every few seconds in every container, so it imports as little as possible.
"""

import os
import socket
import sys

TIMEOUT_SECONDS = 4


def is_ready(port: int) -> bool:
    """Whether the service on this port reports that it is ready."""
    try:
        with socket.create_connection(("127.0.0.1", port), TIMEOUT_SECONDS) as service:
            service.sendall(b"GET /health/ready HTTP/1.0\r\n\r\n")
            return service.recv(64).split(b" ")[1:2] == [b"200"]
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(0 if is_ready(int(os.environ["PORT"])) else 1)
