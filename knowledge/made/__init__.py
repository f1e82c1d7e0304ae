"""Quiz items made from the register: what is certain, which names can be meant, and how each kind of item is worded."""
