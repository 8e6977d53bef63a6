"""Results of products that are still to come."""
