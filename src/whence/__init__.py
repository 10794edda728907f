"""whence: who says what about arms transfers, with the exact words behind every answer."""
