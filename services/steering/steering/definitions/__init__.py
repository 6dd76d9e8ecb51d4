"""Definitions: what an indicator counts, in a closed vocabulary, as two persons have approved it (T-02)."""
