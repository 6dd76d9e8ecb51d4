"""What every service's HTTP API does alike: problems, strict JSON, tokens, keys and versions."""
