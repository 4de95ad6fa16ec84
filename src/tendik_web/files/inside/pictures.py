"""PNG, JPEG and WEBP: decoded, turned as the camera was held, and written anew without anything else."""

from io import BytesIO

from PIL import (
    Image,
    ImageCms,
    ImageOps,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from tendik_web.files.inside.polyglot import refuse_archive, refuse_markup, refuse_pdf
from tendik_web.files.inside.refusal import Refused

PIXELS = 40_000_000
FORMATS = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}
PLUGINS = (MpoImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin)
"""Imported before the cell is locked: TIFF reads EXIF, MPO is a JPEG of a phone with a second picture."""

ORIENTATION = 0x0112

Image.MAX_IMAGE_PIXELS = None  # counted here, where the refusal has its own sentence
Image._initialized = 2  # the plug-ins above are all there are


def clean(content: bytes) -> tuple[str, bytes]:
    """The media type, and the picture alone."""
    refuse_archive(content)
    refuse_pdf(content)
    refuse_markup(content)
    try:
        with Image.open(BytesIO(content), formats=list(FORMATS)) as picture:
            if picture.width * picture.height > PIXELS:
                raise Refused("too-many-pixels")
            if picture.format != "MPO" and getattr(picture, "n_frames", 1) > 1:
                raise Refused("moving")
            form = "JPEG" if picture.format == "MPO" else str(picture.format)
            picture.load()
            options = _options(picture, form, content)
            upright = _upright(picture)
    except (OSError, SyntaxError, ValueError) as reason:
        raise Refused("broken") from reason
    out = BytesIO()
    upright.save(out, form, **options)
    return FORMATS[form], out.getvalue()


def _upright(picture: Image.Image) -> Image.Image:
    """The pixels alone, turned as the camera was held, in colours that need no profile."""
    profile = picture.info.get("icc_profile")
    turned = picture.getexif().get(ORIENTATION, 1) != 1
    upright = ImageOps.exif_transpose(picture) if turned else picture.copy()
    upright.info = {name: value for name, value in upright.info.items() if name == "transparency"}
    return _in_srgb(upright, profile) if profile or upright.mode == "CMYK" else upright


def _options(picture: Image.Image, form: str, content: bytes) -> dict[str, object]:
    """How the picture was compressed, so that writing it anew takes little from it and little time."""
    if form == "JPEG":
        same: dict[str, object] = {"progressive": bool(picture.info.get("progressive"))}
        if picture.mode in ("RGB", "L"):
            same["qtables"] = picture.quantization  # type: ignore[attr-defined]
        sampling = JpegImagePlugin.get_sampling(picture)
        return same | ({"subsampling": sampling} if sampling >= 0 and picture.mode == "RGB" else {})
    if form == "WEBP":
        return {"lossless": True, "method": 0} if b"VP8L" in content[:64] else {"quality": 90, "method": 2}
    return {}


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """The same colours without a profile; a profile that cannot be read is left out."""
    mode = picture.mode if picture.mode in ("RGB", "RGBA", "L", "LA", "I;16", "1") else "RGB"
    if profile and picture.mode in ("RGB", "RGBA", "CMYK"):
        try:
            converted = ImageCms.profileToProfile(
                picture,
                ImageCms.ImageCmsProfile(BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode=mode,
            )
        except ImageCms.PyCMSError:
            converted = None
        if converted is not None:
            converted.info = dict(picture.info)
            del converted.info["icc_profile"]
            return converted
    return picture if picture.mode in (mode, "P") else picture.convert(mode)
