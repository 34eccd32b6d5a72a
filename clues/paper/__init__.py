"""Letters of the commission on paper."""
