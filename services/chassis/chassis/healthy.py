"""Exit code 0 when this container's service is ready, 1 when it is not: `python -m chassis.healthy`."""

import os
import sys
from http.client import HTTPConnection, HTTPException

PATIENCE_SECONDS = 4


def is_ready(port: int) -> bool:
    """Whether the service on this machine's port says that it can do its work."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
    try:
        connection.request("GET", "/health/ready")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(0 if is_ready(int(os.environ["PORT"])) else 1)
