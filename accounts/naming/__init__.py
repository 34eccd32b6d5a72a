"""Names of people and of units as they are written: cleaned, taken apart, recognised."""
