"""What a grant, a refusal and a cover rest on: the word of the service that keeps the referral (C-15)."""
