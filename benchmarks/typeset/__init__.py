"""The project's plain text documents in every other format, for comparing what the readers make of them."""
