"""What the drawings are drawn with: the light colours of the house, which a sheet may overrule."""

INK = "#12343b"
BONE = "#fffdf8"
GROUND = "#f7f3ea"
PAPER = "#ffffff"
FIBRE = "#b34a34"
SINEW = "#3b5f66"
SLATE = "#5b6b73"
MARROW = "#d99a1c"
PLASMA = "#e9c46a"
RAW = "#f0d9cd"  # bone laid bare
FLESH = "#f3ddd3"
VEIL = "#dfe4e0"  # a tendon that lets through what lies under it


def shape(d: str, *, fill: str = "none", stroke: str = "", width: float | None = None, **more: str) -> str:
    """One path. Without a width it takes that of what it stands in, so that a lens can draw it finer."""
    told = {"d": d, "fill": fill, "stroke": stroke, "stroke-width": "" if width is None else f"{width:g}"}
    told |= {name.rstrip("_").replace("_", "-"): value for name, value in more.items()}
    return "<path " + " ".join(f'{name}="{value}"' for name, value in told.items() if value) + "/>"
