"""What a reader may be shown: the published view withholds whatever tells of fewer than five people."""
