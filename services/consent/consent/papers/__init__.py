"""What the participant gets: the form to sign, the receipt and the log, as pages and as tagged PDF."""
