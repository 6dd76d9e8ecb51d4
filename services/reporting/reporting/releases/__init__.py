"""What anyone may see of a programme: tables as data, proved free of disclosure, never changed (T-16).

A release is judged with all earlier ones of the programme (`samplan.disclosure`); its proof lies beside it.
"""
