"""A consent that was asked for and refused: counted, of nobody (C-02)."""
