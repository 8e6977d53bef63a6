"""A right hip from the side, front to the right: the hip bone, the thigh bone and the two tendons on them.

Shapes are absolute M, L and C paths in units of about 0.57 mm. A drawing for orientation, not a measurement:
what it is meant to show is which fibres go to which facet of the greater trochanter.
"""

from enthesis.domain.examination.facets import Facet
from enthesis.web.components.drawings.pen import Curve, along, between, outline

PELVIS = (
    "M346 168C338 136 316 110 284 95C246 79 198 78 160 95C120 112 88 142 75 172C71 181 76 190 85 194"
    "C81 206 87 217 98 221C122 224 154 226 176 242C193 256 197 278 188 300C183 316 175 326 163 337"
    "C173 342 182 348 184 359C187 378 180 398 175 418C171 446 186 468 210 470C234 470 252 452 272 444"
    "C302 434 332 425 357 412C375 403 385 392 383 377C380 366 372 361 362 361C348 355 327 330 315 300"
    "C309 285 309 272 315 262C321 254 327 245 325 234C323 225 327 214 335 204C343 194 350 184 346 168Z"
)
FORAMEN = (
    "M270 390C280 372 308 364 328 374C344 382 344 396 330 405C308 417 288 427 276 425"
    "C262 420 262 404 270 390Z"
)
SOCKET = "M216 304C218 280 238 264 262 264C288 264 308 284 309 310C309 322 306 332 300 341"
HEAD = "M220 300C226 282 243 271 264 271C288 271 306 290 306 313C306 334 292 350 274 354"
FEMUR = (
    "M221 293C233 289 247 294 258 305C272 306 284 318 290 334C293 346 290 358 284 367C277 378 273 394 272 412"
    "C273 450 279 500 282 560L232 560C228 520 223 488 221 462C219 452 207 446 207 434C207 422 213 412 212 396"
    "C211 386 206 376 203 362C199 342 201 318 207 307C211 300 215 295 221 293Z"
)

FACETS = {
    Facet.SUPEROPOSTERIOR: "M207 311C208 303 214 296 222 294.5C234 291.5 247 296 256.5 305.5"
    "C248 316 236 322 222 324C214 322 209 317 207 311Z",
    Facet.LATERAL: "M222 324C236 322 248 316 256.5 305.5C266 312 270 321 269 331C268 346 264 362 256 372"
    "C248 378 240 377 234 370C227 360 223 344 222 324Z",
    Facet.ANTERIOR: "M256.5 305.5C270 307 282 319 288 334C291 346 288 357 282 365C276 370 266 373 256 372"
    "C264 362 268 346 269 331C270 321 266 312 256.5 305.5Z",
    Facet.POSTERIOR: "M207 311C209 317 214 322 222 324C223 344 227 360 234 370C227 376 218 378 210 377"
    "C203 360 201 328 207 311Z",
    Facet.VASTUS_RIDGE: "M210 377C218 378 227 376 234 370C240 377 248 378 256 372C266 373 276 370 282 365"
    "C277 377 274 388 273 400C254 404 232 404 213 400C213 392 212 384 210 377Z",
}

# Where the gluteus medius begins on the hip bone and ends on the trochanter, both from front to back.
CREST = outline(
    "M334 166C326 142 306 120 280 108C246 93 202 92 166 108C146 117 128 130 114 146C106 156 104 168 112 182"
)
FOOTPRINT = outline(
    "M268 334C268 348 263 362 255 371C248 377 240 376 234 369C228 360 225 348 223 334"
    "C220 326 213 320 208.5 312"
)
MINIMUS_CREST = outline("M316 222C306 196 270 184 238 190C212 196 194 208 186 226")
MINIMUS_END = outline("M285 352C282 340 276 326 268 315")


def medius(share: float) -> Curve:
    """One fibre of the gluteus medius; 0 is the foremost, 1 the hindmost."""
    start, end = along(CREST, share), along(FOOTPRINT, share)
    coming = end[0] + 34 - 88 * share, end[1] - 88 + 30 * share
    leaving = between(start, coming, 0.45)
    return Curve(start, (leaving[0] + 30 - 62 * share, leaving[1] - 8), coming, end)


def minimus(share: float) -> Curve:
    """One fibre of the gluteus minimus; 0 is the foremost."""
    start, end = along(MINIMUS_CREST, share), along(MINIMUS_END, share)
    coming = end[0] + 12 - 30 * share, end[1] - 52
    return Curve(start, between(start, coming, 0.4), coming, end)
