"""What was known, and when: an append-only store of captures, articles and claims."""
