"""The overview: pages of what is known, to look at rather than to read. Each view has its data as a table and a CSV file."""
