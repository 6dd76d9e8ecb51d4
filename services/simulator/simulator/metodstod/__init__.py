"""Metodstöd 2016 (Internationella kvinnor): four women and all that the method has, from referral to exit."""
