"""The windows: Qt only, no SQL, no rules."""
