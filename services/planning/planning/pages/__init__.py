"""What every page of this service shares: words, style and the headers of a page that runs no script."""
