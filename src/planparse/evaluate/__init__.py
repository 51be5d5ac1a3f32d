"""How good the records are: label files, the scores against them, and the floors they may not fall below."""
