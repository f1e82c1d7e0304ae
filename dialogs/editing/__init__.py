"""How editors work: what they hand in, drafts and forms, and the desk that lets them write. Nobody else comes here."""
