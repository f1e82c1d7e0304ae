"""Documents that are handed in: bytes in, text by page out. What cannot be read says why, and leaves nothing behind.

``reading.read`` itself is not imported here: the libraries that read PDF and Word belong to the process that reads.
"""

from knowledge.sources.documents.apart import ReaderFailed, process_apart, read_apart
from knowledge.sources.documents.faults import DocumentError, Reason
from knowledge.sources.documents.limits import Limits

__all__ = ["DocumentError", "Limits", "ReaderFailed", "Reason", "process_apart", "read_apart"]
