"""`python -m consent COMMAND`."""

from consent.cli import cli

if __name__ == "__main__":
    cli()
