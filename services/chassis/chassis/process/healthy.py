"""Exit code 0 when this container is ready, 1 when it is not: `python -S -m chassis.process.healthy`.

It runs every few seconds in every container, so it loads next to nothing.
"""

import os
import socket
import sys

PATIENCE_SECONDS = 4


def is_ready(port: int) -> bool:
    """Whether the service on this machine's port says that it can do its work."""
    try:
        with socket.create_connection(("127.0.0.1", port), PATIENCE_SECONDS) as service:
            service.sendall(b"GET /health/ready HTTP/1.0\r\n\r\n")
            return service.recv(64).split(b" ")[1:2] == [b"200"]
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(0 if is_ready(int(os.environ["PORT"])) else 1)
