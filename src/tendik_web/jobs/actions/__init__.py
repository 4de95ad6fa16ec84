"""What happens to jobs, one verb a module. Jobs are no data of the platform: the history does not hold them."""
