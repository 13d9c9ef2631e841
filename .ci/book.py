"""Reads an EPUB with nothing but the standard library, sharing no code with what wrote it."""

import posixpath
import zipfile
from urllib.parse import unquote
from xml.etree import ElementTree

CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
OPF = "{http://www.idpf.org/2007/opf}"
XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"


def pages(path):
    """The pages in reading order, as (name, root element)."""
    with zipfile.ZipFile(path) as archive:
        container = ElementTree.fromstring(archive.read("META-INF/container.xml"))
        package_name = container.find(f".//{CONTAINER}rootfile").get("full-path")
        package = ElementTree.fromstring(archive.read(package_name))
        hrefs = {item.get("id"): item.get("href") for item in package.iter(f"{OPF}item")}
        folder = posixpath.dirname(package_name)
        names = [
            posixpath.normpath(posixpath.join(folder, unquote(hrefs[reference.get("idref")])))
            for reference in package.iter(f"{OPF}itemref")
        ]
        return [(name, ElementTree.fromstring(archive.read(name))) for name in names]


def kinds(element):
    """The structural kinds of an element, such as `chapter`."""
    return element.get(TYPE, "").split()


def is_chapter(root):
    body = root.find(f"{XHTML}body")
    return any("chapter" in kinds(element) for element in [body, *body])


def text(element):
    """What a reader sees of an element, without the marks of notes."""
    if "noteref" in kinds(element):
        return ""
    parts = [element.text or ""]
    for child in element:
        parts.append(text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def body_text(root):
    return text(root.find(f"{XHTML}body"))
