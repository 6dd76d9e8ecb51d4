"""`python -m simulator COMMAND`."""

import signal

# Nothing runs yet: Ctrl-C during the imports (about a second) ends the program without a traceback.
signal.signal(signal.SIGINT, signal.SIG_DFL)

from simulator.cli import cli  # noqa: E402  # after the line above

if __name__ == "__main__":
    cli()
