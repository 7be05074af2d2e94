"""Use cases, one module per noun: the transaction boundary and all that ui and cli may call."""
