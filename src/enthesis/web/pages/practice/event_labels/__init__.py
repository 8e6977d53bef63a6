"""Labels for the tubes of a therapy event, before anything is in them."""
