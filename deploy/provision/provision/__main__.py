"""`python -m provision COMMAND`."""

from provision.cli import cli

if __name__ == "__main__":
    cli()
