"""What the pages ask of the records; every question starts from what the person may see."""
