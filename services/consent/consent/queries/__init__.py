"""The questions that are put to this service, one file each, and the tables that answer them."""
