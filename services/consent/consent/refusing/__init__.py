"""A consent that was asked for and refused: counted without an identity (C-02)."""
