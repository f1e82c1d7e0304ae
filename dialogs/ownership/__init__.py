"""The draft of an eierskapsmelding: what is known, laid out as § 26-1 asks, as a page, a Word file and a PDF."""
