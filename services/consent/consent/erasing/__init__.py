"""A participant is erased: requested, assessed by each agency, executed or refused (C-09)."""
