"""What was said, a line each, and lines counted into a grid."""
