"""Linking: mentions bound to each other, so that each record says what its sentence says."""
