"""People: how they are invited, sign in, prove who they are, and leave."""
