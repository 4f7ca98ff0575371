package dev.corelane.importers.ftrace;

import dev.corelane.importers.io.ByteView;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// How the pages of a raw file are laid out. Nothing in such a file says it, so the first pages are
/// walked in each possible way, and the one in which they make sense is taken.
///
/// @param bigEndian byte order
/// @param pages layout of the pages
record RawLayout(boolean bigEndian, PageLayout pages) {
  /// Enough that chance is out of the question.
  private static final int PAGES_TRIED = 8;

  /// Bits of the commit word that no kernel uses.
  private static final long UNUSED = 0xffff_ffff_3ff0_0000L;

  /// Guesses the layout.
  ///
  /// @param file the pages
  /// @param headerPage text of `header_page`, "" when there is none
  /// @return empty when the bytes are no such pages
  static Optional<RawLayout> guess(MemorySegment file, String headerPage) {
    for (boolean big : new boolean[] {false, true}) {
      for (int longSize : new int[] {8, 4}) {
        var layout = new RawLayout(big, PageLayout.parse(headerPage, 0, longSize));
        if (layout.fits(file)) {
          return Optional.of(layout);
        }
      }
    }
    return Optional.empty();
  }

  private boolean fits(MemorySegment file) {
    long size = Math.min(file.byteSize(), (long) PAGES_TRIED * pages.pageSize());
    long whole = size - size % pages.pageSize();
    var data = new ByteView(file, bigEndian);
    for (long at = 0; at < whole; at += pages.pageSize()) {
      long commit =
          pages.commitSize() == 8
              ? data.i64(at + PageLayout.COMMIT)
              : data.u32(at + PageLayout.COMMIT);
      if ((commit & UNUSED) != 0) {
        return false;
      }
    }
    int[] wrong = new int[1];
    var cursor =
        new CpuCursor(
            0,
            0,
            new MappedPages(data, 0, whole, pages.pageSize()),
            pages,
            (kind, message, offset) -> wrong[0]++);
    boolean any = false;
    try {
      while (cursor.next() && wrong[0] == 0) {
        any = true;
      }
    } catch (IOException e) {
      return false;
    }
    return any && wrong[0] == 0;
  }
}
