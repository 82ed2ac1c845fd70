"""What a person coded: one coder's marks on one article, kept in ``my_work`` as a small JSON file that is always whole.

Nothing is overwritten unseen. A file that cannot be read is set aside, one that somebody else changed meanwhile stays
as it is, and marks on an older text move to where their words stand now. Whatever happened is said in sentences.
"""
