"""Skills, validation, portfolio and studies: what an agency has drawn up with the participant (P-12)."""
