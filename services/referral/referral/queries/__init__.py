"""Read models, one file per question of a reader."""
