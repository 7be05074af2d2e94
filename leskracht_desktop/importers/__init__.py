"""Foreign files turned into plain records and problems; no database."""
