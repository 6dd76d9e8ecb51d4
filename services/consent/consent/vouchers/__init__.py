"""What a grant, a refusal and a cover rest on: a statement of the service that keeps the referral."""
