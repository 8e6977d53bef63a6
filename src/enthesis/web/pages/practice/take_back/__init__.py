"""An event, a return or an examination that was recorded in error is taken back."""
