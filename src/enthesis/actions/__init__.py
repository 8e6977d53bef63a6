"""What we do: one function for each thing a person does, one transaction, one audit entry."""
