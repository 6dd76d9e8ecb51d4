"""What agencies find out with the participant: sealed; that it is completed is published (P-02)."""
