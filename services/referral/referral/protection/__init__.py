"""Protected identity: in no list, no feed and no event (C-13)."""
