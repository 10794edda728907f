"""Claims and articles for other programs; one module a format."""
