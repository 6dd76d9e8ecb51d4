"""Ask a server on this machine over plain HTTP, many times a second.

Each question has a connection of its own: another process may listen on the port by now.
`httpx2.get` would load the trusted certificates for each, which takes 20 ms.
"""

from http.client import HTTPConnection, HTTPException

from samplan.testing.servers.ports import HOST

_TIMEOUT_SECONDS = 5


def ask(port: int, path: str) -> tuple[int, bytes]:
    """The status and the body of the answer. Raises OSError or HTTPException without one."""
    connection = HTTPConnection(HOST, port, timeout=_TIMEOUT_SECONDS)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def succeeds(port: int, path: str) -> bool:
    """Whether the server answers, and with success."""
    try:
        status, _ = ask(port, path)
    except (OSError, HTTPException):
        return False
    return status in range(200, 300)
