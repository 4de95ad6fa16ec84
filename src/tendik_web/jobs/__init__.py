"""Work that takes longer than a page: asked for in a transaction, done by a worker, told to who asked."""
