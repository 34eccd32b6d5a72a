"""Rules as data: secrecy levels, the working calendar, and deadlines with their source and validity."""
