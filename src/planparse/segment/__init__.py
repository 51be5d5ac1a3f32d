"""Segmenting: the documents of a file, the outline of each, sentences and clauses."""

from planparse.segment.documents import Part, segment

__all__ = ["Part", "segment"]
