"""A replaced personnummer (C-14): two ids of one person are linked, and come apart, by decision."""
