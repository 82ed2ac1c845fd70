"""A headline or lead rewritten: what is found in it, left out of it, supported by facts, and which goals it reaches."""
