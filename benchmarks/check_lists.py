"""All lists of one country at once: reading the file and checking each; beside a calibration loop.

Claim: the 706 lists (5,440 names) of the Polish regional assemblies of 2024 under 1 s from
the file. Without that file, as many invented lists are written and read in its form.
"""

import csv
import random
import tempfile
import time
from pathlib import Path

from tendik import laws, quota
from tendik.values import Candidate, PartyList

PUBLISHED = Path(__file__).parents[2] / "shared/data/lists/poland_regional_assemblies_2024.csv"
SEX = {"F": "female", "M": "male"}


def invented():
    """A file of 706 invented lists with the columns of the published one."""
    chance = random.Random(0)
    path = Path(tempfile.mkdtemp()) / "lists.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["sejmik", "district", "list_no", "rank", "committee", "age", "sex"])
        for number in range(706):
            for rank in range(1, chance.randint(5, 13) + 1):
                writer.writerow(["invented", number, 1, rank, "invented", 40, chance.choice("FM")])
    return path


def read(path):
    """The lists of the file, each named by assembly, district and number."""
    lists = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row, cells in enumerate(csv.DictReader(file), start=2):
            key = f"{cells['sejmik']} {cells['district']}/{cells['list_no']}"
            people = lists.setdefault(key, [])
            people.append((int(cells["rank"]), Candidate(sex=SEX[cells["sex"]], row=row)))
    return [
        PartyList(key, {"und": key}, candidates=tuple(one for _, one in sorted(people, key=lambda p: p[0])))
        for key, people in lists.items()
    ]


def best(run, times=5):
    """The quickest of several runs, in milliseconds."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        found.append(1000 * (time.perf_counter() - start))
    return min(found)


path = PUBLISHED if PUBLISHED.exists() else invented()
loop = best(lambda: sum(number * number % 7 for number in range(1_000_000)))
print(f"calibration loop                      {loop:8.1f} ms")
lists = read(path)
names = sum(len(party.candidates) for party in lists)
print(f"{path.name}: lists {len(lists)}, names {names}")
law = laws.load("pol-sejm")
print(f"breaches of 35% of each sex           {len(quota.check(law, lists)):8d}")
for identifier in ("pol-sejm", "esp-congreso", "prt-assembly"):
    law = laws.load(identifier)
    took = best(lambda law=law: quota.check(law, read(path)))
    print(f"from file to findings, {identifier:<13}  {took:8.1f} ms   {took / loop:6.2f} of the loop")
law = laws.load("prt-assembly")
broken = {finding.list for finding in quota.check(law, lists)}
took = best(lambda: [quota.repair(law, party) for party in lists if party.id in broken], times=1)
print(f"repairing {len(broken):3d} of them for Portugal      {took:8.1f} ms   {took / loop:6.2f} of the loop")
