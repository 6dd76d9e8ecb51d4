"""What is personal or in words is sealed under the participant's key, and never leaves as an event (P-02)."""
