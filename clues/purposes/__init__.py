"""What is approved in the clue room: each purpose with what its signers see and what follows."""
