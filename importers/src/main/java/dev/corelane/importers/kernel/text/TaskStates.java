package dev.corelane.importers.kernel.text;

/// `prev_state` as text shows it, made one encoding of our own, whatever kernel the text is from.
///
/// Three things are only known once more lines have been seen, so they are decided when a record
/// leaves the reordering window:
/// - numbers (`trace-cmd report -R`) come without the kernel's table: the values met tell which;
/// - kernels from 4.14 until before 4.20 printed the index of the state as if it were bits;
/// - `x` of libtraceevent's older plugin is a dead task before 4.14 and a parked one after.
final class TaskStates {
  private static final long SLEEPING = 1;
  private static final long UNINTERRUPTIBLE = 2;
  private static final long DEAD = 16;
  private static final long ZOMBIE = 32;
  private static final long PARKED = 64;
  private static final long IDLE = 128;
  private static final long PLUS = 0x100;
  private static final long OLD_DEAD = 0x1000;

  /// A value that the text alone does not tell.
  private static final long UNKNOWN = 1L << 40;

  /// The value is a number as the kernel stored it.
  private static final long NUMBER = 1L << 41;

  /// The letter `x` of a plugin.
  private static final long PLUGIN_X = 1L << 42;

  private static final String LETTERS =
      "{ 1, \"S\" }, { 2, \"D\" }, { 4, \"T\" }, { 8, \"t\" }, { 16, \"X\" }, { 32, \"Z\" },"
          + " { 64, \"P\" }, { 128, \"I\" }, { 512, \"K\" }, { 1024, \"W\" }, { 2048, \"N\" },"
          + " { 4096, \"x\" }";

  /// The table of text that shows `+`.
  static final String PRINT_FORMAT =
      "__print_flags(REC->prev_state, \"|\", "
          + LETTERS
          + "), REC->prev_state & 0x100 ? \"+\" : \"\"";

  /// The table of text that does not.
  static final String PRINT_FORMAT_WITHOUT_PLUS =
      "__print_flags(REC->prev_state, \"|\", " + LETTERS + ")";

  /// States by index, `task_state_index` of include/linux/sched.h: R S D T t X Z P I.
  private static final long[] BY_INDEX = {0, 1, 2, 4, 8, 16, 32, 64, 128};

  private boolean indexAsBits;
  private boolean newNumbers;
  private boolean oldNumbers;
  private boolean indexNumbers;
  private boolean newPlugin;
  private long highestPlus;
  private long unclear;

  /// Reads a state and takes note of what it tells of the kernel.
  ///
  /// @param plugin whether it is of the plugin's layout
  /// @param kernelThread whether the task can only be a kernel thread, which nobody traces
  /// @return the encoding
  long read(byte[] bytes, int from, int end, boolean plugin, boolean kernelThread) {
    if (Scan.isDigit(bytes[from])) {
      long value = Scan.number(bytes, from, end);
      note(value);
      return NUMBER | value & 0xffff_ffffL;
    }
    if (end - from == 1 && bytes[from] == 'S') {
      return SLEEPING;
    }
    if (end - from == 1 && bytes[from] == 'R') {
      return 0;
    }
    long value = 0;
    for (int i = from; i < end; i++) {
      value |= letter(bytes[i], plugin);
    }
    indexAsBits |=
        value == 5 || value == 6 || value == 3 || value == 7 || kernelThread && value == 8;
    return value;
  }

  private long letter(byte letter, boolean plugin) {
    return switch (letter) {
      case '|', 'R', '0' -> 0;
      case '+' -> PLUS;
      case 'S' -> SLEEPING;
      case 'D' -> UNINTERRUPTIBLE;
      case 'T' -> 4;
      case 't' -> 8;
      case 'X' -> DEAD;
      case 'Z' -> ZOMBIE;
      case 'P' -> PARKED;
      case 'I' -> IDLE;
      case 'K' -> 512;
      case 'W' -> {
        newPlugin |= plugin;
        yield plugin ? IDLE : 1024;
      }
      case 'N' -> 2048;
      case 'x' -> plugin ? PLUGIN_X : OLD_DEAD;
      default -> UNKNOWN;
    };
  }

  private void note(long value) {
    if (value == 3 || value >= 5 && value <= 7) {
      indexNumbers = true;
    } else if (value == 0x100 || value == IDLE) {
      newNumbers = true;
    } else if (value >= 512 && Long.bitCount(value) == 1) {
      highestPlus = Math.max(highestPlus, value);
    } else if (value > IDLE || value == (IDLE | UNINTERRUPTIBLE)) {
      oldNumbers = true;
    }
  }

  /// Decides what was left open.
  long decide(long state) {
    if ((state & NUMBER) != 0) {
      return number(state & 0xffff_ffffL);
    }
    if ((state & PLUGIN_X) != 0) {
      return newPlugin ? PARKED : unclear();
    }
    if (indexAsBits && state > 0 && state < BY_INDEX.length) {
      return BY_INDEX[(int) state];
    }
    return state;
  }

  private long number(long value) {
    if (value <= UNINTERRUPTIBLE) {
      return value;
    }
    boolean old = oldNumbers || highestPlus >= 1024 && !indexNumbers;
    if ((value & UNINTERRUPTIBLE) != 0 && old) {
      return UNINTERRUPTIBLE;
    }
    if (value < BY_INDEX.length && indexNumbers) {
      return BY_INDEX[(int) value];
    }
    if (value >= 512 && Long.bitCount(value) == 1) {
      return value == highestPlus && value >= 1024 ? PLUS : unclear();
    }
    return switch ((int) value) {
      case 4, 8 -> highestPlus == 4096 ? unclear() : value;
      case 16 -> old ? ZOMBIE : DEAD;
      case 32 -> old ? DEAD : ZOMBIE;
      case 64 -> old ? OLD_DEAD : newNumbers ? PARKED : unclear();
      case 128 -> IDLE;
      case 256 -> PLUS;
      default -> (value & SLEEPING) != 0 ? SLEEPING : unclear();
    };
  }

  private long unclear() {
    unclear++;
    return UNKNOWN;
  }

  /// How many states could not be told.
  long unclearStates() {
    return unclear;
  }
}
