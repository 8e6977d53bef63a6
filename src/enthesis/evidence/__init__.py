"""What we learn: snapshots, studies, statistics; never from the live database."""
