"""The approval sheet on paper."""
