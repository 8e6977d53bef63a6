"""A surgeon goes on in spite of one blocking finding."""
