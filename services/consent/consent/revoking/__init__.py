"""The participant withdraws the consent: at any time, through any agency in it (C-03)."""
