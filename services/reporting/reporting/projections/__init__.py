"""What facts add up to. Each row is the fold of one stream alone: how streams interleave never matters."""
