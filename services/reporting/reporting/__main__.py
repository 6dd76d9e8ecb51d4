"""`python -m reporting COMMAND`."""

from reporting.cli import cli

if __name__ == "__main__":
    cli()
