"""Every public page in each language, as sitemaps.org describes such a list."""

from collections.abc import Iterable
from xml.etree import ElementTree

from django.conf import settings
from django.http import HttpResponse

from enthesis.domain.errors import NotFound
from enthesis.web.shell.access import PUBLIC
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.found import Listed, listed
from enthesis.web.shell.requests import Request

ROUTE = Route("sitemap.xml")
ACCESS = PUBLIC

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"


def view(request: Request) -> HttpResponse:
    if not settings.ENTHESIS_ORIGIN:
        raise NotFound("origin", "This site does not know its own address.", "Set ENTHESIS_ORIGIN.")
    return HttpResponse(_written(listed(request.practice)), content_type="application/xml; charset=utf-8")


def _written(pages: Iterable[Listed]) -> bytes:
    """One entry for each address; each names the page in every language, itself included."""
    ElementTree.register_namespace("", SITEMAP)
    ElementTree.register_namespace("xhtml", XHTML)
    root = ElementTree.Element(f"{{{SITEMAP}}}urlset")
    for page in pages:
        for code, href in page.addresses:
            if code != "x-default":
                _add(root, href, page)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _add(root: ElementTree.Element, href: str, page: Listed) -> None:
    entry = ElementTree.SubElement(root, f"{{{SITEMAP}}}url")
    ElementTree.SubElement(entry, f"{{{SITEMAP}}}loc").text = href
    if page.changed_on:
        ElementTree.SubElement(entry, f"{{{SITEMAP}}}lastmod").text = page.changed_on.isoformat()
    for code, other in page.addresses:
        ElementTree.SubElement(entry, f"{{{XHTML}}}link", rel="alternate", hreflang=code, href=other)
