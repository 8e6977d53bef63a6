"""From the record to a snapshot: the only room of evidence that asks the store."""
