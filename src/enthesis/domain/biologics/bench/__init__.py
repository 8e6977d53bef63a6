"""One therapy event at the bench: how its products are divided, expire, are recalled and given."""
