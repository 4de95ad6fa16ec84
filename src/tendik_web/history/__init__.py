"""The history of records as pages: versions, days, a feed of changes, and all of it for auditors."""
