"""The bytes of a file as they were before gzip, xz, bzip2 or zstd packed them; bounded against bombs."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from typing import BinaryIO, Protocol, cast

from kg.errors import SourceError
from kg.sources.limits import MAX_RATIO, RATIO_FROM, megabytes

PACKED = (".gz", ".xz", ".zst", ".bz2")
_MAGIC = {b"\x1f\x8b": ".gz", b"\xfd7zXZ\x00": ".xz", b"\x28\xb5\x2f\xfd": ".zst", b"BZh": ".bz2"}
_MOST_AT_ONCE = 1 << 13
_NAMES = {".gz": "gzip", ".xz": "xz", ".zst": "zstd", ".bz2": "bzip2"}


def packing(head: bytes) -> str | None:
    r"""The suffix of the compression that the first bytes of a file show, ``None`` for none.

    >>> packing(b"\x1f\x8b\x08")
    '.gz'
    """
    return next((suffix for magic, suffix in _MAGIC.items() if head.startswith(magic)), None)


def unpacked(stream: BinaryIO, suffix: str, name: str) -> BinaryIO:
    """The unpacked bytes of ``stream``, lazily; ``suffix`` is one of PACKED.

    Reading raises SourceError naming ``name`` for what is broken or cut off, and for what unpacks to more
    than MAX_RATIO times its size.
    """
    return cast("BinaryIO", io.BufferedReader(_Unpacked(stream, suffix, name), 1 << 16))


class _Piecewise(Protocol):
    """What gives bytes as they become known: at most so many, none at the end."""

    def read1(self, size: int = -1, /) -> bytes: ...


class _Counted(io.RawIOBase):
    """The packed bytes, counted as they are taken."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream
        self.taken = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        # The libraries ask for more at once in one version of Python than in another.
        data = self._stream.read(min(size, _MOST_AT_ONCE) if size > 0 else size)
        self.taken += len(data)
        return data


class _Unpacked(io.RawIOBase):
    """The unpacked bytes, compared in size with the packed ones as they are given."""

    def __init__(self, stream: BinaryIO, suffix: str, name: str) -> None:
        super().__init__()
        self._stream = stream
        self._counted = _Counted(stream)
        self._inner = _reader(cast("BinaryIO", self._counted), suffix)
        self._what = f"{name}: the {_NAMES[suffix]} file"
        self._given = 0

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self._stream.close()
        super().close()

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # typeshed: any buffer
        try:
            # What is whole is given before what is cut off is complained of.
            data = self._inner.read1(len(buffer))
        except EOFError as error:
            raise SourceError(f"{self._what} is cut off: its end is missing. Get the file again.") from error
        except (OSError, zlib.error, lzma.LZMAError, _zstd_error()) as error:
            raise SourceError(f"{self._what} is broken ({error}). Get the file again.") from error
        buffer[: len(data)] = data
        self._given += len(data)
        if self._given > RATIO_FROM and self._given > MAX_RATIO * self._counted.taken:
            raise SourceError(
                f"{self._what} unpacks to more than {MAX_RATIO} times its size"
                f" ({megabytes(self._given)} so far). It is not read: news does not pack like that."
            )
        return len(data)


def _reader(stream: BinaryIO, suffix: str) -> _Piecewise:
    if suffix == ".gz":
        return cast("_Piecewise", gzip.GzipFile(fileobj=stream, mode="rb"))
    if suffix == ".xz":
        return cast("_Piecewise", lzma.LZMAFile(stream))
    if suffix == ".bz2":
        return cast("_Piecewise", bz2.BZ2File(stream))
    return _Zstd(stream)


class _Zstd:
    """Frames of zstd, one after the other; zstandard's own reader takes a frame that is cut off for whole."""

    # A block of 4 bytes may stand for 128 kB, so this much gives 16 MB at most.
    _STEP = 512

    def __init__(self, stream: BinaryIO) -> None:
        import zstandard

        self._stream = stream
        self._make = zstandard.ZstdDecompressor().decompressobj
        self._frame: zstandard.ZstdDecompressionObj | None = None
        self._packed = self._ready = b""

    def read1(self, size: int = -1, /) -> bytes:
        """At most ``size`` bytes, none at the end; raises EOFError for a frame without an end."""
        while not self._ready:
            packed = self._packed or self._stream.read(self._STEP)
            self._packed = b""
            if not packed:
                if self._frame is not None:
                    raise EOFError
                return b""
            self._frame = self._frame or self._make()
            self._ready = self._frame.decompress(packed)
            if self._frame.eof:
                self._packed = self._frame.unused_data
                self._frame = None
        given, self._ready = self._ready[:size], self._ready[size:]
        return given


def _zstd_error() -> type[Exception]:
    import zstandard

    return zstandard.ZstdError
