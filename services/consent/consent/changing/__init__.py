"""A consent in force is renewed, narrowed, or accepted by an owner of records (C-03, C-15)."""
