"""A headline or lead rewritten: what the readers find in it, what it leaves out, what supports it, which goals it reaches."""
