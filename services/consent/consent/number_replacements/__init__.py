"""A replaced personnummer (C-14): two ids of one person are linked, and the link is undone, by decision."""
