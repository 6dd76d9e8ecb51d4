"""The participant's key is destroyed, and with it every word about them (C-09)."""
