"""Under which names a browser's session keeps how somebody came here."""

LINK_SESSION = "link"  # the id of the link a patient came by
VISIT_SESSION = "visit"  # and of the link to a visit
CANCELLED_SESSION = "cancelled"  # that the visit of this browser was cancelled here
KIOSK_SESSION = "kiosk"  # the id of the link a tablet of the clinic was handed over with
TOUCHED_SESSION = "touched"  # and when that tablet was last used
