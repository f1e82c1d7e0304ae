"""From words to a question: normalised text, entities, evidence, and the reading that it adds up to."""
