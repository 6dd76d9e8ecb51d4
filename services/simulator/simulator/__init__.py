"""Agency systems in miniature: synthetic participants who live their way through the public APIs."""
