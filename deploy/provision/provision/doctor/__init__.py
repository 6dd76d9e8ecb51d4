"""`samplan doctor`: looks over a whole landscape and says in plain words what is wrong.

`asking`, `settings` and `cluster` look. `judging` is pure; its words are in `findings.toml`.
"""
