"""What is written from the events for people and for other languages: schemas, docs/events.md, AsyncAPI.

Beside them stand the golden samples, one record of every event and version.
`python -m samplan.contracts` writes them again; they are committed, and are in the wheel.
"""
