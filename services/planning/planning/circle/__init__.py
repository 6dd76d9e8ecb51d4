"""The participant's circle: noted from the consent topics, asked on the business date (C-06)."""
