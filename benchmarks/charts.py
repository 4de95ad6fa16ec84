"""The first picture of a process and the next ones, specified and drawn; beside a calibration loop.

Claims: the first under a second, the next about a tenth of it.
"""

import time

start = time.perf_counter()
total = sum(number * number % 7 for number in range(1_000_000))
loop = time.perf_counter() - start
print(f"calibration loop      {1000 * loop:8.1f} ms")

start = time.perf_counter()
from tendik.charts import Group, hemicycle


def draw(seats):
    """One hemicycle."""
    return hemicycle([Group("Әйелдер құқығы", seats, "1")], title="t", description="d").svg


for name, seats in (("first picture", 69), ("next picture", 98), ("another", 145), ("drawn before", 145)):
    draw(seats)
    took = time.perf_counter() - start
    print(f"{name:<20}  {1000 * took:8.1f} ms   {took / loop:6.2f} of the loop")
    start = time.perf_counter()
