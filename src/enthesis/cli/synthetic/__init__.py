"""A synthetic practice in a database: drawn hips become records, by the rules people's own records obey."""
