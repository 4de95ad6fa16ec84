"""Who gets how many seats: votes to seats, one election exactly or millions at once."""

from tendik.seats.allocate import Allocation, allocate
from tendik.seats.apportion import METHODS, Apportionment, apportion
from tendik.seats.batch import apportion_many

__all__ = ["METHODS", "Allocation", "Apportionment", "allocate", "apportion", "apportion_many"]
