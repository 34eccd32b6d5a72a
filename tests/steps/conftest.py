from tests.pages.conftest import acting

__all__ = ["acting"]
