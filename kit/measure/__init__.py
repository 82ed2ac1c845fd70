"""Counting with care: rates with intervals, words in context, what is typical of whom, contested figures."""
