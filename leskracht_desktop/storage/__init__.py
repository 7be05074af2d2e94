"""Everything that touches the encrypted vault."""
