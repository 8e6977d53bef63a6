"""Who answered: the patient alone, the patient with somebody's help, or somebody else."""

from enum import StrEnum

from enthesis.domain.terms import Tag, Wording


class AnsweredBy(StrEnum):
    PATIENT = "patient"
    HELPED = "helped"  # the patient's answers, read out or written down by somebody
    OTHER = "other"  # somebody else's view of the patient

    @property
    def label(self) -> str:
        return {
            AnsweredBy.PATIENT: "the patient",
            AnsweredBy.HELPED: "the patient, with somebody's help",
            AnsweredBy.OTHER: "somebody else",
        }[self]


PROXY = Wording(
    text="What somebody else answers is kept and marked, and counts for no score of the patient.",
    tag=Tag.PROPOSED,
    note="Does what a relative answers for a patient count here, and for which instruments?",
)


def is_own(answered_by: AnsweredBy | None) -> bool:
    """Whether they are the patient's own answers; so they are where nobody said."""
    return answered_by is not AnsweredBy.OTHER
