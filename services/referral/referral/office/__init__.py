"""What every command has in common, and what the service has at hand when it carries one out."""
