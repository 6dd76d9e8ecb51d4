"""One participant's journey through the agencies, assembled from the rows of three streams."""
