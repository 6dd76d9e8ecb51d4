"""`python -m simulator COMMAND`."""

import signal

# Nothing runs yet: Ctrl-C during the imports (half a second) ends the program without a traceback.
signal.signal(signal.SIGINT, signal.SIG_DFL)

from chassis.cli.importing import without_collecting  # noqa: E402  # after the line above

with without_collecting():
    from simulator.cli import cli

if __name__ == "__main__":
    cli()
