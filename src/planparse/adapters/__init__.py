"""planparse inside other tools."""
