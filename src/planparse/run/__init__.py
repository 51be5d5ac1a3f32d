"""Many files: what to read, how to share the work out, and one dataset at the end."""
