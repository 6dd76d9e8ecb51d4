"""Who the synthetic participants are, and what happens to each of them, on which business date.

Everything is computed from the printed results and a serial number: no randomness, and nothing is sent.
The programmes' folders beside this one add what is their own.
"""
