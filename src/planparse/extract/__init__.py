"""Mentions: what stands in the text, each found by its own module, none knowing of another's use."""
