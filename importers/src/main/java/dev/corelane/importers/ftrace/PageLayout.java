package dev.corelane.importers.ftrace;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where things are in a ring-buffer page: `u64 timestamp`, the commit word, the events
/// (kernel/trace/ring_buffer.c, struct buffer_data_page).
///
/// @param pageSize bytes of a page; sub-buffers of several pages exist since 6.8
/// @param commitSize 8, or 4 where the kernel's `long` is; also the size of a lost count
record PageLayout(int pageSize, int commitSize) {
  static final int COMMIT = 8;
  static final int DEFAULT_PAGE = 4096;

  /// The kernel's limit is 64 KiB pages in sub-buffers of up to 2^7 (RB_SUBBUF, ring_buffer.c), but
  /// the commit word has 20 bits for the size.
  private static final int LARGEST_PAGE = 1 << 20;

  private static final int SMALLEST_PAGE = 64;
  private static final Pattern FIELD =
      Pattern.compile("field:[^;]{0,60};\\s{0,9}offset:(\\d{1,7});\\s{0,9}size:(\\d{1,7});");

  /// Reads `header_page`.
  ///
  /// @param text the text; what it does not say is taken from the rest
  /// @param pageSize what else tells the page size, 0 nothing
  /// @param longSize bytes of a `long`, for when the text says nothing
  static PageLayout parse(String text, long pageSize, int longSize) {
    int commit = longSize == 4 ? 4 : 8;
    long size = pageSize;
    Matcher fields = FIELD.matcher(text);
    while (fields.find()) {
      int offset = Integer.parseInt(fields.group(1));
      int length = Integer.parseInt(fields.group(2));
      if (fields.group().contains(" commit;")) {
        commit = length == 4 ? 4 : 8;
      } else if (fields.group().contains(" data;") && size == 0) {
        size = (long) offset + length;
      }
    }
    return new PageLayout(usable(size) ? (int) size : DEFAULT_PAGE, commit);
  }

  private static boolean usable(long size) {
    return size >= SMALLEST_PAGE && size <= LARGEST_PAGE && size % 4 == 0;
  }

  /// The same layout with pages of another size, if that is possible.
  PageLayout withPageSize(long size) {
    return usable(size) ? new PageLayout((int) size, commitSize) : this;
  }

  /// Where the events of a page start.
  int dataOffset() {
    return COMMIT + commitSize;
  }
}
