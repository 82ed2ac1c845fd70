"""Charts that carry their own description and table, so that nobody depends on seeing them."""
