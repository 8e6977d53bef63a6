"""An end that was a slip, or that the patient thought better of, is taken back."""
