"""The tables, one noun a file. Only the store imports them."""

from enthesis.store.models.attachment import AttachmentRow, BringToldRow
from enthesis.store.models.attention import AttentionRow
from enthesis.store.models.booking import BookingChangeRow, BookingRow, RequestRow, TickRow
from enthesis.store.models.call import CallClaimRow, CallRow
from enthesis.store.models.case import CaseRow, EntryRow
from enthesis.store.models.closure import ClosureRow
from enthesis.store.models.cohort import CohortRow
from enthesis.store.models.determination import DeterminationRow
from enthesis.store.models.document import DocumentRow
from enthesis.store.models.ended import EndedRow
from enthesis.store.models.entry import PaperEntryRow, PaperSheetRow
from enthesis.store.models.experiment import AllotmentRow, ExperimentRow
from enthesis.store.models.feed import FeedRow
from enthesis.store.models.follow_up import FollowUpRow, ResponseRow
from enthesis.store.models.instrument import InstrumentWeightsRow, InstrumentWordingRow
from enthesis.store.models.intake import IntakeRow
from enthesis.store.models.label import LabelPrintRow
from enthesis.store.models.link import LinkRow
from enthesis.store.models.merge import MergeRow
from enthesis.store.models.message import MessageEventRow, MessageStopRow
from enthesis.store.models.operation import OperationChangeRow, OperationRow
from enthesis.store.models.operations_list import (
    ListedOperationRow,
    ListedOperationVersionRow,
    OperationAnswerRow,
    OperationsLayoutRow,
    OperationsListRow,
)
from enthesis.store.models.patient import ContactRow, HipRow, PatientRow
from enthesis.store.models.payment import InsuranceRow, QuoteRow
from enthesis.store.models.person import PersonRow
from enthesis.store.models.policy import PolicyRow
from enthesis.store.models.practice import PracticeRow
from enthesis.store.models.product import ProductEventRow, ProductKitRow, ProductRow, TherapyEventRow
from enthesis.store.models.readiness import ClearanceToldRow, KitCheckRow
from enthesis.store.models.review import SignOffRow
from enthesis.store.models.stock import (
    RecallNoteRow,
    RecallRow,
    StockItemRow,
    StockLotRow,
    StockMovementRow,
)
from enthesis.store.models.study import StudyRunRow
from enthesis.store.models.task import TaskRow
from enthesis.store.models.trail import AuditRow, SubmissionRow
from enthesis.store.models.triage import RequestNoteRow
from enthesis.store.models.used_item import UsedItemRow
from enthesis.store.models.waiting import OfferRow, WaitingRow
from enthesis.store.models.work import JobRow, OutboxRow
from enthesis.store.models.yields import BaselineRow, ProtocolRow

__all__ = [
    "AllotmentRow",
    "AttachmentRow",
    "AttentionRow",
    "AuditRow",
    "BaselineRow",
    "BookingChangeRow",
    "BookingRow",
    "BringToldRow",
    "CallClaimRow",
    "CallRow",
    "CaseRow",
    "ClearanceToldRow",
    "ClosureRow",
    "CohortRow",
    "ContactRow",
    "DeterminationRow",
    "DocumentRow",
    "EndedRow",
    "EntryRow",
    "ExperimentRow",
    "FeedRow",
    "FollowUpRow",
    "HipRow",
    "InstrumentWeightsRow",
    "InstrumentWordingRow",
    "InsuranceRow",
    "IntakeRow",
    "JobRow",
    "KitCheckRow",
    "LabelPrintRow",
    "LinkRow",
    "ListedOperationRow",
    "ListedOperationVersionRow",
    "MergeRow",
    "MessageEventRow",
    "MessageStopRow",
    "OfferRow",
    "OperationAnswerRow",
    "OperationChangeRow",
    "OperationRow",
    "OperationsLayoutRow",
    "OperationsListRow",
    "OutboxRow",
    "PaperEntryRow",
    "PaperSheetRow",
    "PatientRow",
    "PersonRow",
    "PolicyRow",
    "PracticeRow",
    "ProductEventRow",
    "ProductKitRow",
    "ProductRow",
    "ProtocolRow",
    "QuoteRow",
    "RecallNoteRow",
    "RecallRow",
    "RequestNoteRow",
    "RequestRow",
    "ResponseRow",
    "SignOffRow",
    "StockItemRow",
    "StockLotRow",
    "StockMovementRow",
    "StudyRunRow",
    "SubmissionRow",
    "TaskRow",
    "TherapyEventRow",
    "TickRow",
    "UsedItemRow",
    "WaitingRow",
]
