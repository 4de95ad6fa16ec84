"""The sentence for each reason to refuse a file: what is wrong, and what to do."""

from tendik.errors import N_, BadInput, Message, Problem

REFUSALS = {
    "empty": N_("The file is empty. Choose the file with the content."),
    "too-large": N_("The file is larger than 10 MB. Send a smaller file, or divide it into several."),
    "unsafe": N_(
        "The file could not be opened safely. Save it again in the program that made it, and send that."
    ),
    "broken": N_("The file is damaged. Open it in the program that made it, save it again, and send that."),
    "unknown": N_(
        "The type of this file is not known. Send PDF, DOCX, XLSX, ODT, ODS, CSV, TXT, PNG, JPEG or WEBP."
    ),
    "kind": N_(
        "Files of the type {detail} are not taken. Send PDF, DOCX, XLSX, ODT, ODS, CSV, TXT, PNG, JPEG or WEBP."
    ),
    "archive": N_("An archive of files is not taken. Unpack it, and send its files one by one."),
    "lies": N_(
        "The name of the file ends in {ending}, but its content is {found}. "
        "Save the file in the right type, or give it the right name."
    ),
    "two-files": N_(
        "The file holds a second file of another type. Open it, save it as a new file, and send that."
    ),
    "old-office": N_("This is an old Office format (DOC, XLS or PPT). Save the file as DOCX, XLSX or PDF."),
    "locked": N_("The file is protected by a password or by restrictions. Save it without protection."),
    "signed": N_(
        "The file carries an electronic signature, which would break when hidden data is removed. "
        "Send a copy without the signature, for example printed to PDF."
    ),
    "macros": N_("The document holds macros. Save it without macros, as DOCX, XLSX, ODT or ODS."),
    "acts": N_(
        "The PDF holds a script, a form that sends data, or an action that starts a program. Print it to a new PDF."
    ),
    "attached": N_("Another file is attached inside this file. Remove it, and send it as a file of its own."),
    "nested": N_("The document holds an archive inside an archive. Remove it, and send the document again."),
    "loads": N_(
        "The document loads something from another file or address: {detail}. "
        "Break the links to other files, or paste what is loaded."
    ),
    "entities": N_("The document defines entities of its own, which documents do not need. Save it again."),
    "bomb": N_("Unpacked, the file would be far larger than a document. Leave only what is needed in it."),
    "too-many-pixels": N_("The picture has more than 40 million pixels. Make it smaller, and send it again."),
    "moving": N_("The picture moves: it has several frames. Send one picture."),
    "markup": N_("The text holds the code of a web page. Send it as PDF, or as text without the code."),
    "encoding": N_("The letters of the text cannot be read. Save the text in UTF-8, and send it again."),
}

LONGEST = 100


def refusal(name: str, code: str, **details: str) -> BadInput:
    """The error for the file ``name``; a code that is not known counts as not safe."""
    known = code if code in REFUSALS else "unsafe"
    if known == "kind" and not details.get("detail"):
        known = "unknown"
    shown = {key: "".join(filter(str.isprintable, value))[:LONGEST] for key, value in details.items()}
    return BadInput([Problem(Message(f"file.{known}", REFUSALS[known], shown), name)])
