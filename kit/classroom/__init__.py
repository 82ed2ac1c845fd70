"""A class: the student edition that goes out, and the progress and codings that come back."""
