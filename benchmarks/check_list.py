"""A list of 300 names: reading it, checking it, and from upload to page; beside a calibration loop.

Claims: the check under 20 ms in the engine, under 1 s from upload to page.
"""

import os
import tempfile
import time

os.environ["TENDIK_VAR"] = tempfile.mkdtemp()
os.environ["DJANGO_SETTINGS_MODULE"] = "tendik_web.site.settings"

import django

django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tendik import laws, quota
from tendik.exchange.lists import read_lists, template
from tendik.exchange.tables import read_table, write_xlsx
from tendik_web.site import prepare


def best(run, times=7):
    """The quickest of several runs, in milliseconds."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        found.append(1000 * (time.perf_counter() - start))
    return min(found)


def calibration():
    """A fixed amount of work, to compare machines by."""
    return sum(number * number % 7 for number in range(1_000_000))


rows = [
    ("List", n, f"Invented person {n}", "female" if n % 5 == 0 else "male", f"19{60 + n % 39}-01-15", "no")
    for n in range(1, 301)
]
content = write_xlsx(template("en"), rows, "benchmark")
table = read_table("list.xlsx", content)
lists = read_lists(table).lists
law = laws.load("kaz-majilis", on="2023-03-19")
prepare.prepare(lambda _line: None)
client = Client(HTTP_HOST="localhost")


def upload():
    """One upload, answered by the page with its findings."""
    file = SimpleUploadedFile("list.xlsx", content)
    response = client.post("/en/kaz/lists/", {"law": "kaz-majilis", "on": "2023-03-19", "file": file})
    assert response.status_code == 200  # noqa: S101


loop = best(calibration)
print(f"calibration loop                {loop:8.1f} ms")
for name, run in (
    ("read 300 names from XLSX", lambda: read_lists(read_table("list.xlsx", content))),
    ("check 300 names", lambda: quota.check(law, lists)),
    ("from upload to page", upload),
):
    took = best(run)
    print(f"{name:<30}  {took:8.1f} ms   {took / loop:6.2f} of the loop")
