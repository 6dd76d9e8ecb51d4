"""A participant gives consent: agencies by name, one purpose, one kind and an end date (C-01, C-02)."""
