"""What people see: pages for anyone, for patients by a private link, and for the practice."""
