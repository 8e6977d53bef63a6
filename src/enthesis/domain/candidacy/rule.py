"""What a rule declares, and how its three answers (unknown, applies, clear) become a finding."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from enthesis.domain.candidacy.facts import Facts
from enthesis.domain.candidacy.heard import Heard
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.terms import Option, Sourced, Tag
from enthesis.domain.verdict import Finding, Verdict

Judge = Callable[[Facts, Option, Policy], Finding]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A contra-indication or caution.

    `row` is its row in the published table, None for what stands elsewhere; `verdicts` says what happens per
    option when it applies (an option left out is not judged, and ASK leaves the decision to each surgery);
    `limits` are its numbers by name; `tag` and `source` belong to the rule as
    a whole; `question` is asked when the fact is not known; `reads` names the fields of `Facts` it looks
    at; `note` is what a clinician must confirm about the rule itself.
    Raise `version` whenever the same facts could be judged otherwise than before.
    """

    code: str
    title: str
    row: int | None
    reads: tuple[str, ...]
    verdicts: Mapping[Option, Verdict]
    limits: Mapping[str, Sourced] = field(default_factory=dict)
    source: str
    tag: Tag
    question: str
    note: str = ""
    overridable: bool = True
    version: int = 1

    @property
    def options(self) -> tuple[Option, ...]:
        return tuple(o for o in Option if o in self.verdicts)

    @property
    def needs_review(self) -> bool:
        """Whether a clinician must confirm the rule itself before a practice relies on it."""
        return bool(self.note) or self.tag.needs_review

    def limit(self, name: str, policy: Policy) -> Sourced:
        """The site's value of one of this rule's limits, else the shipped one."""
        return policy.limit(f"{self.code}.{name}", self.limits[name])

    def action(self, option: Option, policy: Policy) -> Verdict:
        """What happens when the rule applies; a site cannot soften a rule nobody may override."""
        shipped = self.verdicts[option]
        return policy.action(self.code, option, shipped) if self.overridable else shipped

    def ask(self, option: Option, policy: Policy, why: str = "") -> Finding:
        """The fact is not known, or cannot be used for the reason given: ASK."""
        sentence = f"{why} {self.question}".strip()
        return self._finding(option, policy, Verdict.ASK, sentence, question=sentence)

    def conclude(
        self, option: Option, policy: Policy, *, applies: bool, sentence: str, outdated: str = ""
    ) -> Finding:
        """The fact is known. `outdated` says why it must be asked again; empty when it is current.

        An outdated fact that makes the rule apply keeps its verdict and adds the question; one that would
        have cleared it becomes ASK. Where the action is ASK, the sentence itself is the question.
        """
        question = f"{outdated} {self.question}" if outdated else ""
        if applies:
            action = self.action(option, policy)
            if action is Verdict.ASK:
                question = f"{sentence} {question}".strip()
            return self._finding(option, policy, action, sentence, question=question)
        if question:
            return self._finding(option, policy, Verdict.ASK, question, question=question)
        return self._finding(option, policy, Verdict.CLEAR, sentence)

    def find(self, option: Option, policy: Policy, heard: Heard, *, yes: str, no: str) -> Finding:
        """What was heard as a finding, with the sentence for a yes and the one for a no."""
        if heard.yes is None:
            return self.ask(option, policy, heard.doubt)
        return self.conclude(
            option, policy, applies=heard.yes, sentence=yes if heard.yes else no, outdated=heard.doubt
        )

    def _finding(
        self, option: Option, policy: Policy, verdict: Verdict, sentence: str, *, question: str = ""
    ) -> Finding:
        return Finding(
            rule=self.code,
            option=option,
            verdict=verdict,
            sentence=sentence,
            source=self._sources(option, policy),
            tag=Tag.PROPOSED if self._decided_here(option, policy) else self.tag,
            question=question,
            can_block=self.action(option, policy) is Verdict.BLOCK,
            overridable=self.overridable,
            title=self.title,
        )

    def _sources(self, option: Option, policy: Policy) -> str:
        """Where the finding is from; what is the site's own decision is said."""
        mine = " and ".join(self._decided_here(option, policy))
        return f"{self.source}; {mine} of policy {policy.version}" if mine else self.source

    def _decided_here(self, option: Option, policy: Policy) -> tuple[str, ...]:
        """What of the rule the site decided itself: such a finding is not the sources' any more."""
        limit = any(self.limit(name, policy) is not shipped for name, shipped in self.limits.items())
        action = self.action(option, policy) is not self.verdicts[option]
        return tuple(word for word, changed in (("limit", limit), ("action", action)) if changed)
