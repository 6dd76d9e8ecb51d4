"""Free places, as the programme publishes them (R-11)."""
