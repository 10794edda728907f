"""Claims to stories and origins: pure functions over tellings, judgements and reused text."""
