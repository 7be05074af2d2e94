"""Small widgets that every page uses, each with a name for a screen reader."""
