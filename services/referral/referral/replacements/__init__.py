"""A replaced personnummer (C-14): two numbers are linked by decision, and come apart by decision."""
