"""Proves that no cell, sum or difference of released tables describes fewer than five people.

`audit` judges a release with all earlier ones and writes a proof; `check` verifies the proof without a
solver; `suppress` finds cells to withhold. What the attacker knows is written down in `knowledge`.
"""
