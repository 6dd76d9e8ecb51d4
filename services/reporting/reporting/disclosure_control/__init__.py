"""What a reader may see: the published view withholds what would reveal fewer than five people."""
