"""Stands where `inspect` imports `tokenize`, which it needs for source files only."""
