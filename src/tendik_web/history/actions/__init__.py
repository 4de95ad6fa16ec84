"""What the pages of the history enter into it themselves: one verb a module."""
