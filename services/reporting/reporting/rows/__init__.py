"""Read models of one stream each: its row, its fold, its table and the queries on that table."""
