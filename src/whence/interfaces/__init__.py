"""The doors: each asks the desk and shows what it is told."""
