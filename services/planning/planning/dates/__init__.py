"""Values with dates: what holds from a day until the next, for a period, and who entered what when.

They know nothing of a plan: every feature's records use them.
A business date is the command's; the day of entry is the office's.
"""
