"""What is written for search: called inside the transactions of other actions."""
