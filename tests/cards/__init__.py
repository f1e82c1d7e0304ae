"""Every card that any template can make: against the schema, Teams' limits, Microsoft's own renderer and those who listen."""
