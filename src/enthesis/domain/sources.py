"""What the clinical numbers and words of this house were read in, and how deep the reading went.

A number names its source by id (`S73`). A source is listed when something cites it, and only then.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

_ID = re.compile(r"\bS\d+[a-z]?\b")


class Depth(StrEnum):
    """How much of a source was read. A clinician who relies on a number reads the rest."""

    ABSTRACT = "abstract"
    PAGE = "page"
    TABLE = "table"
    FULL = "in full"
    REPOSITORY = "code or terminology file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """`link` is a DOI or PubMed Central number without its host; empty where none was seen."""

    id: str
    title: str
    depth: Depth
    link: str = ""

    @property
    def href(self) -> str:
        """Where a reader finds it; empty where no identifier was seen."""
        if self.link.startswith("10."):
            return f"https://doi.org/{self.link}"
        return f"https://pmc.ncbi.nlm.nih.gov/articles/{self.link}/" if self.link else ""


def _abstract(name: str, title: str, link: str = "") -> Source:
    return Source(id=name, title=title, depth=Depth.ABSTRACT, link=link)


def _page(name: str, title: str, link: str = "") -> Source:
    return Source(id=name, title=title, depth=Depth.PAGE, link=link)


def _repository(name: str, title: str, link: str = "") -> Source:
    return Source(id=name, title=title, depth=Depth.REPOSITORY, link=link)


_ALL = (
    Source(
        id="S0",
        title="The practice's own page on gluteus medius repair with biologic augmentation",
        depth=Depth.FULL,
    ),
    _abstract(
        "S1",
        "Meghpara 2021: isolated endoscopic gluteus medius repair, 23 hips",
        "10.1016/j.asmr.2021.07.026",
    ),
    _abstract(
        "S2",
        "Meghpara 2021: return to activity after gluteus medius repair over 50, 84 hips",
        "10.1177/2325967120967968",
    ),
    _abstract(
        "S4b",
        "Zaffagnini 2022: injections for arthritis of the hip, a review of 20 studies",
        "10.3390/jcm11226663",
    ),
    _abstract("S5", "Lall 2019: an endoscopic classification of greater trochanteric pain, Arthrosc Tech"),
    _abstract("S6", "Validation of the Lall classification, 324 patients, American Hip Institute"),
    _abstract(
        "S7",
        "Platelet-rich fibrin matrix in gluteus medius repair, Arthroscopy 2018",
        "10.1016/j.arthro.2017.09.032",
    ),
    _abstract(
        "S8",
        "Nadeau 2024: dermal allograft in endoscopic gluteus medius repair",
        "10.1016/j.arthro.2024.08.024",
    ),
    _abstract("S9", "Rice 2023: thresholds after open repair, J Hip Preserv Surg", "10.1093/jhps/hnad019"),
    _abstract(
        "S10",
        "Rice 2022: thresholds five years after endoscopic repair; values not found",
        "10.1177/03635465221105469",
    ),
    _abstract("S11", "PROMIS thresholds after gluteus medius repair, 107 patients (Rush)"),
    _abstract("S12", "Uppstrom 2021: open repair, Orthop J Sports Med", "10.1177/23259671211007740"),
    _abstract("S12b", "Follow-up after hamstring repair, ISAKOS 2025 abstract 18939"),
    _abstract("S13", "Vogel 2024: time to a change that matters after gluteus medius repair, 50 repairs"),
    _abstract("S14", "Meghpara: gluteus medius and labrum, 5 years or more, American Hip Institute"),
    _abstract("S15", "Women and men after gluteus medius repair (PMID 33104387)"),
    _abstract("S16", "Open repair of full-thickness tears, American Hip Institute"),
    _abstract("S17", "Endoscopic repair without knots, partial and full tears, 20 hips"),
    _abstract("S18", "Thaunat: fatty degeneration of the abductors before endoscopic repair"),
    _abstract("S19", "Partial beside full tears after endoscopic repair", "10.1016/j.arthro.2021.02.020"),
    _abstract("S20", "Endoscopic repair at 5 to 10 years, 65 hips"),
    _abstract("S21", "Gluteus medius repair at 10 years, ISAKOS abstract 16311"),
    _abstract("S25", "Repair with release of the reflected gluteus maximus tendon", "PMC10090025"),
    _abstract(
        "S31", "Ebert 2023: repair with a synthetic ligament, 7 to 10 years", "10.1007/s00167-023-07382-3"
    ),
    _abstract("S23", "Chandrasekaran 2015: endoscopic repair, 34 hips, two years", "10.2106/JBJS.N.01229"),
    _page("S24t", "Domb 2010: technique of the endoscopic repair through the tendon"),
    _abstract(
        "S25", "Repair with release of the reflected gluteus maximus tendon, 22 patients", "PMC10090025"
    ),
    _abstract("S26", "Longstaffe 2021: review of abductor repair, 22 studies, J ISAKOS 6:28"),
    _abstract("S27", "Review of endoscopic repair, 13 studies, 272 patients"),
    _abstract(
        "S28", "Ramadanov: pooled analysis of abductor repair, 34 studies, 1278 patients", "PMC12948349"
    ),
    _abstract("S29", "Review of what is found in greater trochanteric pain (S0749-8063(22)00406-6)"),
    _abstract("S30", "Ebert: repair augmented with a synthetic ligament (hipint.5000525)"),
    _abstract("S32", "Davies 2009: results and failures of abductor repair, Hip Int"),
    _abstract("S33", "Bone trough repair, The Hip Society 2018 (1358-992X.2018.13.044)"),
    _abstract("S34", "Bogunovic 2018: Goutallier and Fuchs classes in abductor tears, 30 hips"),
    _abstract("S35", "Readers of fatty infiltration after hip replacement", "10.1007/s00256-020-03611-9"),
    _abstract("S35b", "Readers of fatty infiltration in end-stage arthritis, 39 hips (PMID 29587967)"),
    _abstract("S36", "Open and endoscopic repair compared, 45 patients"),
    _abstract("S37", "Superior gluteal reconstruction for irreparable abductor tears (PMID 34712970)"),
    _abstract("S39", "Parodi 2024: repair after six months of other care", "10.15406/ipmrj.2024.09.00369"),
    _abstract("S40", "Repair with a collagen patch, 30 hips (ASOR-08-1016)"),
    _abstract("S41", "Transfer of gluteus maximus and tensor fasciae latae (PMID 33376925)"),
    _abstract("S42", "Transfer of gluteus maximus, ISAKOS 2025 abstract 19129"),
    _abstract("S43", "Whiteside: muscle transfer for abductor deficiency", "10.1007/s00264-023-06050-y"),
    _abstract("S44", "Lequesne 2008: single-leg stance and resisted derotation"),
    _page("S45", "Grimaldi 2017: clinical tests for gluteal tendinopathy"),
    _abstract(
        "S47",
        "Lee 2016: a registry of platelet-rich plasma in gluteal tendinopathy, 21 patients",
        "10.1177/2325967116671692",
    ),
    _abstract("S48", "Fitzpatrick: randomised trial of platelet-rich plasma in gluteal tendinopathy"),
    _abstract("S49", "Marrow concentrate beside microfracture of the hip's cartilage, 50 beside 31 patients"),
    _abstract(
        "S50",
        "Martin 2022: marrow concentrate in repair of the hip's labrum, 62 beside 62 patients",
        "10.2106/JBJS.20.01740",
    ),
    Source(
        id="S51",
        title="Hernigou: marrow concentrate in rotator cuff repair, a news page and a table",
        depth=Depth.TABLE,
        link="PMC5737795",
    ),
    _abstract(
        "S52",
        "Centeno 2016: adverse events of injections of marrow cells, a registry of 2372 patients",
        "10.1007/s00264-016-3162-y",
    ),
    _abstract(
        "S53",
        "Murray 2017: what a report of platelet-rich plasma or cells should hold (MIBO)",
        "10.2106/JBJS.16.00793",
    ),
    _abstract(
        "S56", "DOSES 2019: a Delphi consensus on reporting cell therapy, 34 experts", "10.2106/JBJS.18.00915"
    ),
    Source(
        id="S57",
        title="PAW classification of platelet-rich plasma, table 1 of a review",
        depth=Depth.TABLE,
        link="PMC8044532",
    ),
    _page("S57b", "Chahla 2017: how orthopaedic studies report the preparation of plasma"),
    Source(
        id="S58",
        title="Kits classed by PAW and Mishra, table 6 of a review",
        depth=Depth.TABLE,
        link="PMC5302100",
    ),
    _abstract("S59", "DEPA: platelet-rich plasma of 20 devices", "PMC5117023"),
    _abstract("S60b", "How trials of level I and II characterise plasma, 132 trials", "PMC8064527"),
    _abstract("S61", "Muthu 2022: a double spin of 10 mL, 40 people", "PMC9577528"),
    _abstract("S62", "Perez 2014: force, time and volume of the spins of pure plasma", "PMC4005024"),
    _abstract("S63", "Yin: recovery of platelets by two spins, JOI 39:525"),
    _abstract("S64", "Consensus of Indian dermatologists (IADVL) on platelet-rich plasma", "PMC8664176"),
    _abstract("S65", "Platelets and growth factors of plasma over time", "PMC6546777"),
    _abstract("S66", "Thrombin, calcium and the release of growth factors", "PMC4929890"),
    _abstract("S67", "A dose of platelets in osteoarthritis of the knee", "PMC7889864"),
    _abstract("S68", "Berrigan: platelet dose and outcome in osteoarthritis of the knee (PMID 38513880)"),
    _page("S69", "Secondary page on platelet activation and handling, low quality"),
    _abstract(
        "S70",
        "Marrow of the anterior crest before and after concentration, 80 people",
        "10.1016/j.asmr.2023.02.008",
    ),
    _abstract("S71", "Marrow of the proximal humerus: cells and colonies", "10.1186/s12891-019-2924-2"),
    _page("S72", "A clinic's page on the share of stromal cells in marrow"),
    _page("S73", "Medscape: contra-indications of platelet-rich plasma"),
    _page("S74", "A vendor's page on contra-indications of platelet-rich plasma"),
    _page("S75", "American Orthopaedic Foot & Ankle Society: bone marrow aspirate"),
    _page("S76", "A patients' page on complications of bone marrow sampling"),
    _abstract("S77", "Schippinger: anti-inflammatory drugs and the platelets of plasma", "PMC4622369"),
    _abstract("S78", "Carofino: anaesthetics, corticosteroid and plasma on tendon cells (PMID 22264830)"),
    _abstract("S79", "Dregalla: local anaesthetics and platelets", "10.1002/jor.25019"),
    _page("S80", "21 CFR 1271.10: tissue regulated under section 361 alone"),
    _page("S81", "FDA guidance on the same surgical procedure exception, November 2017"),
    _page("S81b", "A copy of guidance on the same surgical procedure exception, garbled"),
    _page("S82", "FDA guidance on minimal manipulation and homologous use, July 2020"),
    _page("S83", "FDA clearance BK060004"),
    _page("S84", "FDA clearance BK090008"),
    _page("S85", "FDA clearance K030340"),
    _abstract(
        "S86", "Beitzel 2015: definition and regulation of platelet-rich plasma", "10.1055/s-0034-1390030"
    ),
    _page("S87", "Article on platelet-rich plasma research and review boards"),
    _page("S88", "Coding of plasma and marrow injections, an adviser's page of January 2018"),
    _page("S89", "Coders' threads on plasma injections"),
    _page("S89b", "Coders' note on marrow harvest for transplantation"),
    _page("S90", "Page on the number of plasma injections"),
    _abstract(
        "S91",
        "Sink 2012: how well readers agree on grades of complications of the hip",
        "10.1007/s11999-012-2343-2",
    ),
    _abstract("S93", "Grades of complications in hip surgery, supplement of the COA meeting 2016"),
    Source(
        id="S94", title="Points of the modified Harris Hip Score, a supplement's table", depth=Depth.TABLE
    ),
    Source(
        id="S95", title="Points of the modified Harris Hip Score, FHIR code systems", depth=Depth.REPOSITORY
    ),
    _page("S96", "Nonarthritic Hip Score: items, points and recall"),
    _page("S97", "Hip Outcome Score: items, points and what does not apply, a rehabilitation page"),
    _repository("S97b", "Hip Outcome Score as a public program scores it"),
    _page("S97c", "Questions of the Hip Outcome Score on a tool site"),
    _abstract("S98", "Martin 2008: what the Hip Outcome Score can tell apart (PMID 18514111)"),
    _page("S99", "iHOT-12 in a database of rehabilitation measures"),
    _abstract("S99b", "Mohtadi 2012: the International Hip Outcome Tool in young, active patients"),
    _abstract("S99c", "Greek iHOT-12 in people over 50", "PMC7253559"),
    _repository("S100", "VISA-G as a public program scores it"),
    _repository("S101", "Oxford Hip Score as a public program scores it"),
    _repository("S102", "PROMIS Global-10: sums and T-scores, as a public program holds them"),
    _page("S103", "Scoring of HOOS, a clinic's page of 2013"),
    _page("S104", "HOOS-JR: items and sum, pages of two suppliers"),
    _repository("S104b", "HOOS-JR: its terms of use, in a public catalogue"),
    _repository("S105", "Value sets of United States quality measures: HOOS-JR"),
    Source(id="S105b", title="Quality measure CMS56v9: window of the baseline", depth=Depth.REPOSITORY),
    _repository("S106", "HL7 patient-reported outcome terminology: PROMIS T-scores"),
    _abstract(
        "S107",
        "Nwachukwu and Beck 2020: thresholds 1, 2 and 5 years after hip arthroscopy",
        "10.1177/0363546520902736",
    ),
    _abstract(
        "S108",
        "Rosinsky 2021: thresholds of the Non-Arthritic Hip Score",
        "10.1016/j.arthro.2021.03.059",
    ),
    _abstract("S109", "Thresholds of iHOT-12 one year after hip arthroscopy, 1,034 asked (PMID 30612776)"),
    _abstract("S110", "Robinson: iHOT-12 after hip arthroscopy in the United Kingdom, 122 of 171 answered"),
    _abstract("S111", "Maximal outcome improvement after hip arthroscopy, American Hip Institute"),
    _abstract("S112", "Thresholds ten years after hip arthroscopy (PMID 40516096)"),
    _abstract("S112b", "Chu 2018: a conference on biologics in orthopaedics (U-13)", "PMC6314629"),
    _abstract("S114", "The Danish hip arthroscopy registry"),
    _abstract("S115", "Danish hip arthroscopy registry, Danish Orthopaedic Society 2017, p. 144"),
    _abstract("S116", "Danish hip arthroscopy registry, Danish Orthopaedic Society 2016, p. 196"),
    _abstract("S117", "Lindman 2020: who answers late two years after hip arthroscopy, JHPS 2:281"),
    _abstract("S118", "HipSTR, a North American registry of hip arthroscopy, 2023"),
    _page("S119a", "Handout on rehabilitation after abductor repair: Roth"),
    _page("S119b", "Handout on rehabilitation after abductor repair: Beacon"),
    _page("S119c", "Handout on rehabilitation after open abductor repair: Manhattan"),
    _page("S119d", "Handout on rehabilitation after abductor repair: Boston"),
    _page("S119e", "Handout on rehabilitation after abductor repair, author not stated"),
    _page("S119f", "Handout on rehabilitation after abductor repair: Casper"),
    _page("S119g", "Handout on rehabilitation after abductor repair: Gombera"),
    _abstract(
        "S120",
        "ISAKOS GlobalLink 7272: partial and full by two thirds of the tendon's width; six phases of "
        "rehabilitation",
    ),
    Source(id="S121", title="ICD-10-CM of 2018, the list of categories", depth=Depth.FULL),
    Source(
        id="S124", title="Codes as they occur in public FHIR and terminology files", depth=Depth.REPOSITORY
    ),
    _abstract("S127", "Hassebrock 2026: patterns of abductor tears on magnetic resonance images"),
    _abstract("S130", "Enlarged tensor fasciae latae and fatty abductors, 70 examined"),
    _page("S130f", "Facets of the greater trochanter, a textbook chapter"),
    _abstract("S131l", "Lachiewicz: review of abductor tears, three clinical groups"),
    _abstract("S132", "Abductor tears found at 997 hip replacements (1358-992X.2023.15.077)"),
    _abstract(
        "S126", "Return to recreation after abductor repair, a systematic review", "10.1016/j.jor.2025.03.058"
    ),
    _abstract("S129", "Undersurface partial tears, American Hip Institute 2018"),
    _abstract("S133", "Vita and Fleury: three classes of extension, 16 patients"),
    _abstract("S134", "Clinical features of repaired tears, matched pairs, American Hip Institute 2015"),
    _abstract("S135", "Technique of augmentation with a dermal allograft", "PMC6926308"),
    _abstract("S136", "Endoscopic surgery for greater trochanteric pain, followed for 2 years or more"),
    Source(
        id="S137",
        title="Speeds and times of platelet-rich fibrin, a table of a journal page",
        depth=Depth.TABLE,
    ),
    _abstract("S138", "Scans of the site a year after marrow was given (nature BMT 1704873)"),
    _page("S140", "Pages of two clinics on contra-indications, low quality"),
    Source(
        id="S141",
        title="Questionnaires of hip and groin beside each other, a table",
        depth=Depth.TABLE,
        link="PMC3971004",
    ),
    _repository("S142", "SF-12 as a public program describes it"),
    _abstract("S143", "Levels of the Hip Sports Activity Scale", "PMC4555608"),
    _abstract(
        "S147",
        "Reiman: return to sport after hip arthroscopy, a systematic review",
        "10.1136/bjsports-2017-098696",
    ),
    _page("S148", "Pages on the codes of a strain of the hip"),
    _page("S149", "Page on the release of hip abductors and its number"),
    _page("S149b", "Page on the modifiers of hip procedures"),
    _page("S150", "Codes of PROMIS items in an implementation guide"),
)


def _place(source: Source) -> tuple[int, str]:
    number = source.id.lstrip("S").rstrip("abcdefghijklmnopqrstuvwxyz")
    return int(number), source.id


SOURCES: Mapping[str, Source] = MappingProxyType({s.id: s for s in sorted(_ALL, key=_place)})


def cited_in(text: str) -> tuple[str, ...]:
    """The source ids a `source` text names, in order: “S0; window recalled” names S0."""
    return tuple(_ID.findall(text))
