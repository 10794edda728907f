"""One module per schema version. Law: a version that was released is never edited."""
