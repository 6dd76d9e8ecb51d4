"""One file per chart: its finding, its table and what is drawn."""
