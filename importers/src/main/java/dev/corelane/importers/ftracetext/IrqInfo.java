package dev.corelane.importers.ftracetext;

import dev.corelane.importers.kernel.text.Scan;
import java.util.ArrayList;
import java.util.List;

/// The letters between CPU and time, made the bits of `common_flags` (trace_print_lat_fmt in
/// kernel/trace/trace_output.c, enum trace_flag_type in include/linux/trace_events.h).
///
/// Which column is which depends on the kernel: four until 5.15, then a fifth for migrate-disable;
/// kernels with the PREEMPT_RT patch have up to seven. The header names them; without a header,
/// their number tells.
final class IrqInfo {
  private static final int IRQS_OFF = 1;
  private static final int NEED_RESCHED_LAZY = 2;
  private static final int NEED_RESCHED = 4;
  private static final int HARDIRQ = 8;
  private static final int SOFTIRQ = 16;
  private static final int PREEMPT_RESCHED = 32;
  private static final int NMI = 64;
  private static final int BH_OFF = 128;

  /// Columns without a header.
  private static final List<Column> STANDARD =
      List.of(Column.IRQS, Column.NEED_RESCHED, Column.CONTEXT, Column.OTHER, Column.OTHER);

  private static final List<Column> WITH_LAZY =
      List.of(
          Column.IRQS,
          Column.NEED_RESCHED,
          Column.LAZY,
          Column.CONTEXT,
          Column.OTHER,
          Column.OTHER,
          Column.OTHER);

  /// Width when no header told it.
  private static final int STANDARD_WIDTH = 5;

  private enum Column {
    CPU,
    IRQS,
    NEED_RESCHED,
    LAZY,
    CONTEXT,
    OTHER
  }

  private final List<Column> header = new ArrayList<>();
  private boolean lazySeen;

  /// Takes note of a line of the header's art: `# / _----=> need-resched`.
  void header(String line) {
    int arrow = line.indexOf("=>");
    if (arrow < 0) {
      return;
    }
    String name = line.substring(arrow + 2).strip();
    if (name.startsWith("CPU")) {
      header.clear();
    } else if (name.startsWith("irqs-off")) {
      header.clear();
      header.add(Column.IRQS);
    } else if (name.startsWith("need-resched-lazy") || name.startsWith("need-resched_lazy")) {
      header.add(Column.LAZY);
    } else if (name.startsWith("need-resched")) {
      header.add(Column.NEED_RESCHED);
    } else if (name.startsWith("hardirq")) {
      header.add(Column.CONTEXT);
    } else if (!header.isEmpty() && header.size() < 8) {
      header.add(Column.OTHER);
    }
  }

  /// How many letters there are.
  int width() {
    return header.isEmpty() ? STANDARD_WIDTH : header.size();
  }

  /// Whether a task was seen to be asked to give the CPU away lazily, as PREEMPT_LAZY does since
  /// 6.13; the lazy column of the PREEMPT_RT patch is something else.
  boolean lazySeen() {
    return lazySeen;
  }

  /// Whether the letters can be such ones.
  static boolean plausible(byte[] b, int from, int end) {
    if (end - from < 4 || end - from > 8) {
      return false;
    }
    return switch (b[from]) {
      case 'd', 'D', 'b', 'X', '.' -> true;
      default -> false;
    };
  }

  /// The bits that the letters stand for.
  int flags(byte[] b, int from, int end) {
    List<Column> columns = header;
    if (columns.size() != end - from) {
      columns = end - from <= STANDARD_WIDTH + 1 ? STANDARD : WITH_LAZY;
    }
    int flags = 0;
    for (int i = 0; i < columns.size() && from + i < end; i++) {
      flags |= bits(columns.get(i), b[from + i]);
    }
    return flags;
  }

  private int bits(Column column, byte letter) {
    return switch (column) {
      case IRQS ->
          switch (letter) {
            case 'd' -> IRQS_OFF;
            case 'D' -> IRQS_OFF | BH_OFF;
            case 'b' -> BH_OFF;
            default -> 0;
          };
      case NEED_RESCHED -> needResched(letter);
      case CONTEXT ->
          switch (letter) {
            case 'Z' -> NMI | HARDIRQ;
            case 'z' -> NMI;
            case 'H' -> HARDIRQ | SOFTIRQ;
            case 'h' -> HARDIRQ;
            case 's' -> SOFTIRQ;
            default -> 0;
          };
      case CPU, LAZY, OTHER -> 0;
    };
  }

  private int needResched(byte letter) {
    int flags =
        switch (letter) {
          case 'B' -> NEED_RESCHED | NEED_RESCHED_LAZY | PREEMPT_RESCHED;
          case 'N' -> NEED_RESCHED | PREEMPT_RESCHED;
          case 'L' -> NEED_RESCHED_LAZY | PREEMPT_RESCHED;
          case 'b' -> NEED_RESCHED | NEED_RESCHED_LAZY;
          case 'n' -> NEED_RESCHED;
          case 'l' -> NEED_RESCHED_LAZY;
          case 'p' -> PREEMPT_RESCHED;
          default -> 0;
        };
    lazySeen |= (flags & NEED_RESCHED_LAZY) != 0;
    return flags;
  }

  /// The bits that `trace-cmd report -R` prints as a number. What the lazy bit means depends on a
  /// kernel that the text does not name, so it is left out.
  static int number(byte[] b, int from, int end) {
    return (int) Scan.hex(b, from, end) & 0xff & ~NEED_RESCHED_LAZY;
  }
}
