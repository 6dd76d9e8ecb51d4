"""`python -m referral COMMAND`."""

from referral.cli import cli

if __name__ == "__main__":
    cli()
