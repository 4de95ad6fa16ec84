"""What happens inside the cell: a process that can compute, and do nothing else, opens one file.

Nothing here is imported by the platform; ``cell.py`` starts it. Each module imports the one
library that its type needs, at its top, before the cell is locked.
"""
