"""Cases read out of municipal documents: ``whole.extract(document, vocabulary)``.

Imports nothing itself: the service needs the vocabulary alone, since documents are read in a process of their own.
"""
