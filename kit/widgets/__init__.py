"""What people touch: one widget a file, plain ES modules in ``static``, state in Python."""
