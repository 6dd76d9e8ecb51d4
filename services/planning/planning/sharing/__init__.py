"""Which agencies know of a plan, and until when: this service's own view of consents."""
