"""What is scanned off the label of an implant, graft or kit: one way of reading for each issuing agency."""
