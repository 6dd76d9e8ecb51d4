"""The plan and the planning service's own view of consents. Knows no web, no broker, no database."""
