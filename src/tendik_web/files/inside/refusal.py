"""Why a file is refused: a code, which the platform turns into a sentence."""


class Refused(Exception):
    """The file is not taken; ``detail`` names what in it is meant."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail
