"""What a mapping asks, by template and version: data files that the programmes name (P-02)."""
