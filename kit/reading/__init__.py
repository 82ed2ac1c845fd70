"""The machine coders: each reads a text by rules that fit on a page and returns the same records as a person."""
