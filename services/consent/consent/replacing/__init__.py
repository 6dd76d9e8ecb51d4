"""A replaced personnummer: two ids of one person are linked and unlinked by decision (C-14)."""
