"""The papers the practice's own page names, as a reader finds them."""

from dataclasses import dataclass

SOURCE = "S0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A paper. `authors` are written as PubMed does: family name, then initials."""

    id: str
    authors: tuple[str, ...]
    title: str
    journal: str
    doi: str
    pubmed: str
    pmc: str

    @property
    def citation(self) -> str:
        first, *others = self.authors
        return f"{first}{' et al.' if others else '.'} {self.title}. {self.journal}."

    @property
    def doi_href(self) -> str:
        return f"https://doi.org/{self.doi}"

    @property
    def pubmed_href(self) -> str:
        return f"https://pubmed.ncbi.nlm.nih.gov/{self.pubmed}/"

    @property
    def pmc_href(self) -> str:
        return f"https://pmc.ncbi.nlm.nih.gov/articles/{self.pmc}/"

    def is_by(self, name: str) -> bool:
        """Whether a person of this name, such as Ajay C. Lall, is one of the authors."""
        *given, family = name.replace(".", "").split()
        return f"{family} {''.join(part[0] for part in given)}" in self.authors


REFERENCES: tuple[Reference, ...] = (
    Reference(
        id="laprade-2016",
        authors=("LaPrade RF", "Dragoo JL", "Koh JL", "Murray IR", "Geeslin AG", "Chu CR"),
        title="AAOS Research Symposium Updates and Consensus: Biologic Treatment of Orthopaedic Injuries",
        journal="J Am Acad Orthop Surg 2016;24(7):e62–e78",
        doi="10.5435/JAAOS-D-16-00086",
        pubmed="27227987",
        pmc="PMC6548434",
    ),
    Reference(
        id="meghpara-2021-isolated",
        authors=(
            "Meghpara MB",
            "Yelton MJ",
            "Glein RM",
            "Malik MS",
            "Rosinsky PJ",
            "Shapira J",
            "Maldonado DR",
            "Ankem HK",
            "Lall AC",
            "Domb BG",
        ),
        title="Isolated Endoscopic Gluteus Medius Repair Can Achieve Successful Clinical Outcomes at Minimum "
        "2-Year Follow-up",
        journal="Arthrosc Sports Med Rehabil 2021;3(6):e1697–e1704",
        doi="10.1016/j.asmr.2021.07.026",
        pubmed="34977622",
        pmc="PMC8689210",
    ),
    Reference(
        id="meghpara-2021-activity",
        authors=(
            "Meghpara MB",
            "Yelton MJ",
            "Annin S",
            "Rosinsky PJ",
            "Shapira J",
            "Maldonado DR",
            "Lall AC",
            "Domb BG",
        ),
        title="Return to Activity After Gluteus Medius Repair in Active Patients Older Than 50 Years",
        journal="Orthop J Sports Med 2021;9(1):2325967120967968",
        doi="10.1177/2325967120967968",
        pubmed="33553438",
        pmc="PMC7844460",
    ),
    Reference(
        id="kruel-2021",
        authors=("Kruel AVS", "Ribeiro LL", "Gusmão PD", "Huber SC", "Lana JFSD"),
        title="Orthobiologics in the treatment of hip disorders",
        journal="World J Stem Cells 2021;13(4):304–316",
        doi="10.4252/wjsc.v13.i4.304",
        pubmed="33959220",
        pmc="PMC8080542",
    ),
)
