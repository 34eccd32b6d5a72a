"""The base of the REST interfaces: errors as problems, paging, versions, idempotency, strict input."""
