"""Where bytes come from: files, URLs, rows of tables; and the name that each has in the records."""
