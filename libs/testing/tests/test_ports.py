"""A port belongs to one process: two sets of servers side by side never answer for each other."""

import sys
from subprocess import PIPE, Popen

from samplan.testing.servers.ports import free_port

COUNT = 150
OTHERS = f"""\
from samplan.testing.servers.ports import free_port
print(*(free_port() for _ in range({COUNT})), flush=True)
input()
"""


class TestFreePort:
    def test_is_given_to_one_process_once(self) -> None:
        with Popen([sys.executable, "-c", OTHERS], stdin=PIPE, stdout=PIPE, text=True) as other:
            assert other.stdout is not None
            theirs = {int(port) for port in other.stdout.readline().split()}
            own = {free_port() for _ in range(COUNT)}
            other.communicate("\n")
        assert len(theirs) == len(own) == COUNT
        assert not own & theirs
