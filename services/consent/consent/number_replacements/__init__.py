"""Which participant ids are one person (C-14)? `replacing/` links them and undoes the link, by decision."""
