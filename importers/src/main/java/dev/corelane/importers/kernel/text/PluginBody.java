package dev.corelane.importers.kernel.text;

import dev.corelane.importers.io.Digits;
import dev.corelane.importers.kernel.text.RecordLayout.Field;

/// The layout that libtraceevent's scheduler plugin prints: `comm:pid [prio] S ==> comm:pid
/// [prio]`, `comm:pid [prio] success=1 CPU:003`. A name may hold `:` and brackets; it ends at the
/// last `:` that a pid and a priority in brackets follow.
final class PluginBody {
  private static final byte[] ARROW = {' ', '=', '=', '>', ' '};
  private static final byte[] SUCCESS = {'s', 'u', 'c', 'c', 'e', 's', 's', '='};
  private static final byte[] CPU = {'C', 'P', 'U', ':'};

  private final TaskStates states;
  private final Slab out;
  private int pidAt;
  private int prioAt;
  private int taskEnd;

  PluginBody(TaskStates states, Slab out) {
    this.states = states;
    this.out = out;
  }

  boolean schedSwitch(RecordLayout layout, byte[] b, int from, int end) {
    int arrow = Scan.find(b, from, end, ARROW);
    if (arrow < 0 || !lastTask(b, from, arrow)) {
      return false;
    }
    Field[] fields = layout.fields;
    put(fields[0], fields[1], fields[2], b, from);
    int state = Scan.skipBlanks(b, taskEnd, arrow);
    int stateEnd = Scan.wordEnd(b, state, arrow);
    if (stateEnd == state) {
      return false;
    }
    boolean kernelThread = BodyParser.isKernelThread(b, from, pidAt - 1);
    out.putLong(fields[3].offset(), states.read(b, state, stateEnd, true, kernelThread));
    int next = arrow + ARROW.length;
    if (!lastTask(b, next, BodyParser.withoutSymbol(b, next, end))) {
      return false;
    }
    put(fields[4], fields[5], fields[6], b, next);
    return true;
  }

  boolean wakeup(RecordLayout layout, byte[] b, int from, int end) {
    if (!lastTask(b, from, BodyParser.withoutSymbol(b, from, end))) {
      return false;
    }
    Field[] fields = layout.fields;
    put(fields[0], fields[1], fields[2], b, from);
    int success = Scan.find(b, taskEnd, end, SUCCESS);
    if (success >= 0) {
      out.putInt(fields[3].offset(), (int) Scan.number(b, success + SUCCESS.length, end));
    }
    int cpu = Scan.find(b, taskEnd, end, CPU);
    out.putInt(fields[4].offset(), cpu < 0 ? -1 : (int) Scan.number(b, cpu + CPU.length, end));
    return true;
  }

  /// Finds the last `:pid [prio]`.
  private boolean lastTask(byte[] b, int from, int end) {
    int word = end > from && b[end - 1] == ']' ? end : lastWord(b, from, end);
    if (endsWithTask(b, from, word)) {
      return true;
    }
    for (int i = end - 1; i >= from; i--) {
      if (b[i] == ':' && i + 1 < end && Scan.isNumber(b, i + 1, end)) {
        int pidEnd = Scan.digitsEnd(b, b[i + 1] == '-' ? i + 2 : i + 1, end);
        if (pidEnd + 2 < end && b[pidEnd] == ' ' && b[pidEnd + 1] == '[') {
          int close = Scan.find(b, pidEnd + 2, end, ']');
          if (close > 0 && Scan.isNumber(b, pidEnd + 2, close)) {
            pidAt = i + 1;
            prioAt = pidEnd + 2;
            taskEnd = close + 1;
            return true;
          }
        }
      }
    }
    return false;
  }

  /// Where the blanks before the last word begin.
  private static int lastWord(byte[] b, int from, int end) {
    int word = Scan.wordStart(b, from, end);
    return Scan.trimEnd(b, from, word);
  }

  /// The usual case, in which a text ends with `:pid [prio]`: no other can stand behind it.
  private boolean endsWithTask(byte[] b, int from, int end) {
    int prio = end - 1 - Digits.trailing(b, from, end - 1);
    if (prio - 2 < from || b[end - 1] != ']' || b[prio - 1] != '[' || b[prio - 2] != ' ') {
      return false;
    }
    int pid = prio - 2 - Digits.trailing(b, from, prio - 2);
    if (prio == end - 1 || pid == prio - 2 || pid <= from || b[pid - 1] != ':') {
      return false;
    }
    pidAt = pid;
    prioAt = prio;
    taskEnd = end;
    return true;
  }

  private void put(Field comm, Field pid, Field prio, byte[] b, int from) {
    out.putName(comm.offset(), b, from, pidAt - 1);
    out.putInt(pid.offset(), (int) Scan.number(b, pidAt, taskEnd));
    out.putInt(prio.offset(), (int) Scan.number(b, prioAt, taskEnd));
  }
}
