"""What a reader reads on a page: its heading, the cells of its tables, as plain texts."""

import re


def text(response) -> str:
    return response.content.decode()


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def heading(response) -> str:
    return plain(text(response).split("<h1>")[1].split("</h1>")[0])


def rows(response, table: str) -> list[list[str]]:
    """The cells of the body of a table as texts."""
    body = text(response).split(f'<caption id="{table}">')[1].split("<tbody>")[1].split("</tbody>")[0]
    return [
        [plain(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)]
        for row in re.findall(r"<tr.*?</tr>", body, re.S)
    ]
