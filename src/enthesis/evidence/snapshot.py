"""A snapshot: a folder of Parquet files and a manifest. Written whole or not at all, read with its hashes."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from enthesis.domain.errors import Invalid, NotFound
from enthesis.evidence.columns import Array, Columns, Words
from enthesis.evidence.tables import SCHEMA, Column, Kind, Table, all_tables
from enthesis.evidence.whole_folder import whole_folder

MANIFEST, TRUTH = "manifest.json", "truth.json"
_STORED: Mapping[Kind, pa.DataType] = {
    Kind.KEY: pa.int64(),
    Kind.WHOLE: pa.int32(),
    Kind.REAL: pa.float64(),
    Kind.FLAG: pa.bool_(),
    Kind.WORD: pa.dictionary(pa.int32(), pa.string()),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a snapshot says of itself. `left_out` counts hips by the reason why they are not in it, `reduced`
    forms by what of them could not be taken along. `synthetic` says that nobody in it is a patient, `truth`
    that what is true of them lies beside it. `declared` tells what the forms are whose instrument only this
    practice can score, by table: items, scales, licence and source, and no weights.
    """

    schema: str
    source: str  # sqlite, postgresql or synthetic
    as_of: str
    revision: str
    rows: Mapping[str, int]
    sha256: Mapping[str, str]
    left_out: Mapping[str, int]
    truth: bool
    reduced: Mapping[str, int] = field(default_factory=dict)
    synthetic: bool = False
    declared: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Writer:
    """Takes rows block by block; memory holds one block."""

    folder: Path
    left_out: dict[str, int] = field(default_factory=dict)
    reduced: dict[str, int] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    declared: dict[str, Any] = field(default_factory=dict)
    _open: dict[str, pq.ParquetWriter] = field(default_factory=dict)

    def add(self, table: Table, columns: Mapping[str, Any]) -> None:
        """Rows of one table: arrays or lists by column name, None where nothing is known."""
        batch = pa.table([_stored(c, columns[c.name]) for c in table.columns], schema=_schema(table))
        if table.name not in self._open:
            self._open[table.name] = pq.ParquetWriter(self.folder / f"{table.name}.parquet", _schema(table))
        self._open[table.name].write_table(batch)
        self.rows[table.name] = self.rows.get(table.name, 0) + len(batch)

    def leave_out(self, reason: str, hips: int = 1) -> None:
        self.left_out[reason] = self.left_out.get(reason, 0) + hips

    def declare(self, table: Table, told: Mapping[str, Any]) -> None:
        """What the rows of a table are, where that is not in the data dictionary."""
        self.declared[table.name] = told

    def reduce(self, what: str) -> None:
        """One form less whole than it was."""
        self.reduced[what] = self.reduced.get(what, 0) + 1

    def close(self) -> None:
        for table in all_tables().values():
            if table.name not in self._open:
                empty: dict[str, Any] = {c.name: [] for c in table.columns}
                self.add(table, empty)
        for writer in self._open.values():
            writer.close()
        self._open.clear()

    def give_up(self) -> None:
        """What was opened is let go; a file that cannot be finished any more is not finished later either."""
        for writer in self._open.values():
            with suppress(OSError):
                writer.close()
            writer.is_open = False  # or its end would try once more, and complain where nobody asked
        self._open.clear()


Sealed = Callable[[Manifest, str], None]  # the manifest, and the SHA-256 of its file


def _unheard(_manifest: Manifest, _digest: str) -> None:
    """Nobody has to be told."""


@contextmanager
def writing(
    out: Path,
    *,
    source: str,
    as_of: str,
    revision: str,
    truth: Mapping[str, Any] | None = None,
    synthetic: bool = False,
    sealed: Sealed = _unheard,
) -> Iterator[Writer]:
    """Afterwards the folder stands complete under its name; after a failure nothing stands there.

    `sealed` hears of the manifest before anybody can see the folder; what it raises undoes it. Raises Invalid
    when something of that name is there already, NotAllowed when the disk is full.
    """
    with whole_folder(out) as part:
        writer = Writer(part)
        try:
            yield writer
            writer.close()
        except BaseException:
            writer.give_up()
            raise
        if truth is not None:
            _write(part / TRUTH, json.dumps(truth, indent=1, sort_keys=True))
        told = Manifest(
            schema=SCHEMA,
            source=source,
            as_of=as_of,
            revision=revision,
            rows=dict(sorted(writer.rows.items())),
            sha256={file.name: _digest(file) for file in sorted(part.iterdir())},
            left_out=dict(sorted(writer.left_out.items())),
            truth=truth is not None,
            synthetic=synthetic or truth is not None,
            reduced=dict(sorted(writer.reduced.items())),
            declared=dict(sorted(writer.declared.items())),
        )
        text = json.dumps(_as_json(told), indent=1)
        _write(part / MANIFEST, text)
        sealed(told, sha256(f"{text}\n".encode()).hexdigest())


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A folder whose files are those its manifest names."""

    folder: Path
    manifest: Manifest

    def load(self, table: Table, columns: tuple[str, ...] = ()) -> Columns:
        """The rows of a table in its own order; all columns, or the named ones and those of the order."""
        wanted = [c for c in table.columns if not columns or c.name in {*columns, *table.order}]
        read = pq.read_table(
            self.folder / f"{table.name}.parquet", columns=[c.name for c in wanted], memory_map=False
        )
        arrays: dict[str, Array] = {}
        words: dict[str, Words] = {}
        for column in wanted:
            cells = read.column(column.name).combine_chunks()
            if column.kind is Kind.WORD:
                words[column.name] = _words(cells)
            else:
                arrays[column.name] = _array(column, cells)
        return Columns(table=table, arrays=arrays, words=words).in_order()

    @property
    def truth(self) -> Mapping[str, Any] | None:
        """What is true of a synthetic practice; None for a real one."""
        if not self.manifest.truth:
            return None
        told: Mapping[str, Any] = json.loads((self.folder / TRUTH).read_text(encoding="utf-8"))
        return told


def open_snapshot(folder: Path) -> Snapshot:
    """The snapshot of a folder, its files checked against the manifest's hashes.

    Raises NotFound where there is none, Invalid where it is of another schema or a file was changed.
    """
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        manifest = Manifest(**told)
    except (OSError, ValueError, TypeError):
        raise NotFound("snapshot", f"{folder} is no snapshot.", "Make one: enthesis snapshot") from None
    if manifest.schema != SCHEMA:
        raise Invalid(
            "schema",
            f"{folder} is a snapshot of schema {manifest.schema}; this version reads {SCHEMA}.",
            "Make it anew.",
        )
    beside = {f.name for f in folder.iterdir() if f.suffix == ".parquet" or f.name == TRUTH}
    named = {*manifest.sha256, *(f"{name}.parquet" for name in all_tables())}
    for name in sorted(beside | named):
        file = folder / name
        if not file.is_file() or _digest(file) != manifest.sha256.get(name):
            raise Invalid(
                "snapshot", f"{file} is not the file its manifest names.", "Make the snapshot anew."
            )
    if manifest.truth is not (TRUTH in beside):
        raise Invalid("snapshot", f"{folder} and its manifest disagree on {TRUTH}.", "Make it anew.")
    return Snapshot(folder=folder, manifest=manifest)


def _schema(table: Table) -> pa.Schema:
    return pa.schema([pa.field(c.name, _type(c)) for c in table.columns])


def _type(column: Column) -> pa.DataType:
    if column.kind is Kind.ANSWERS:
        return pa.list_(pa.int8(), column.width)
    return _STORED[column.kind]


def _stored(column: Column, cells: Any) -> pa.Array:
    match column.kind:
        case Kind.ANSWERS:
            packed = np.asarray(cells, dtype=np.int8).reshape(-1)
            return pa.FixedSizeListArray.from_arrays(pa.array(packed), column.width)
        case Kind.WORD:
            return pa.array(cells, type=pa.string()).dictionary_encode()
        case _:
            return pa.array(cells, type=_type(column), from_pandas=True)  # NaN is a cell nobody knows


def _words(cells: pa.DictionaryArray) -> Words:
    plain = cells.cast(pa.string()) if pa.types.is_dictionary(cells.type) else cells
    told = plain.dictionary_encode()
    spelled = told.dictionary.to_pylist()
    order = {word: place for place, word in enumerate(sorted(spelled))}
    renamed = np.array([order[word] for word in spelled] + [-1], dtype=np.int32)
    codes = told.indices.fill_null(len(spelled)).to_numpy(zero_copy_only=False)
    return Words(codes=renamed[codes], words=tuple(sorted(spelled)))


def _array(column: Column, cells: pa.Array) -> Array:
    match column.kind:
        case Kind.ANSWERS:
            flat = cells.flatten().to_numpy(zero_copy_only=False)
            return np.asarray(flat, dtype=np.int8).reshape(-1, column.width)
        case Kind.FLAG:
            return np.asarray(cells.cast(pa.int8()).fill_null(-1).to_numpy(zero_copy_only=False))
        case Kind.KEY:
            return np.asarray(cells.to_numpy(zero_copy_only=False), dtype=np.int64)
        case _:
            return np.asarray(cells.cast(pa.float64()).to_numpy(zero_copy_only=False), dtype=np.float64)


def _as_json(manifest: Manifest) -> dict[str, Any]:
    return {name: getattr(manifest, name) for name in Manifest.__slots__}


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()


def _write(file: Path, text: str) -> None:
    file.write_text(text + "\n", encoding="utf-8")
