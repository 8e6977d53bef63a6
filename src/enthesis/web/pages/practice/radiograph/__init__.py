"""One reading of one radiograph."""
