"""Rules of agencies that stand against each other, found before they hurt the participant (P-08)."""
