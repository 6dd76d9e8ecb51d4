"""What changes about a person during and after their referral: contact, representative, protection (R-17)."""
