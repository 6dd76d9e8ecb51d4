"""What a party learns about its own rows, as reason classes, tasks, counts and agreement in percent.

A difference belongs to the register that is wrong; where two contradict each other, both check.
Only counts leave for steering.
"""
