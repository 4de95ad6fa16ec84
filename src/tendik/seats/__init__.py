"""Who gets how many seats: votes to seats, one election exactly or millions at once."""

from tendik.seats.allocate import Allocation, allocate
from tendik.seats.apportion import METHODS, Apportionment, apportion
from tendik.seats.batch import apportion_many
from tendik.seats.batch_biproportional import biproportional_many
from tendik.seats.biproportional import biproportional
from tendik.seats.joined import apportion_joined
from tendik.seats.margins import margins
from tendik.seats.overhang import apportion_levelled, apportion_with_overhang
from tendik.seats.three_dimensions import apportion_three
from tendik.seats.totals import InfeasibleTotals
from tendik.seats.upper import apportion_upper

__all__ = [
    "METHODS",
    "Allocation",
    "Apportionment",
    "InfeasibleTotals",
    "allocate",
    "apportion",
    "apportion_joined",
    "apportion_levelled",
    "apportion_many",
    "apportion_three",
    "apportion_upper",
    "apportion_with_overhang",
    "biproportional",
    "biproportional_many",
    "margins",
]
