"""One plan over HTTP: who may see it, and what they are shown."""
