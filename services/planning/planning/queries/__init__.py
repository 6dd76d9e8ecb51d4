"""Read models: one file per reader's question, over a register of one row per plan."""
