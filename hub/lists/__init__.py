"""Lists as pages: a capability says what its columns are and which rows it means, and gets the page."""
