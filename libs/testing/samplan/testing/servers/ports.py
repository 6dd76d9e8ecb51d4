"""TCP ports of this machine."""

import socket

HOST = "127.0.0.1"


def free_port() -> int:
    """A port that is free now."""
    with socket.create_server((HOST, 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def is_free(port: int) -> bool:
    """Whether a server could listen on the port."""
    try:
        with socket.create_server((HOST, port)):
            return True
    except OSError:
        return False


def answers(port: int) -> bool:
    """Whether a server accepts connections on the port."""
    with socket.socket() as client:
        client.settimeout(1)
        return client.connect_ex((HOST, port)) == 0
