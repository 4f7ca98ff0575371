package dev.corelane.importers.kernel.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The events of a text by the bytes of their names, found without making a string.
final class EventTable {
  /// Names beyond this are counted together: a text of garbage has a new one in each line.
  private static final int MOST = 1 << 14;

  private static final int LONGEST_NAME = 128;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final List<TextEvent> events = new ArrayList<>();
  private byte[][] names = new byte[256][];
  private TextEvent[] byHash = new TextEvent[256];
  private int used;
  private final TextEvent others = new TextEvent("other events");

  /// The event of a name; new on first mention.
  TextEvent get(byte[] b, int from, int end) {
    if (end - from > LONGEST_NAME) {
      return others();
    }
    int mask = names.length - 1;
    int slot = hash(b, from, end) & mask;
    while (names[slot] != null) {
      if (Arrays.equals(b, from, end, names[slot], 0, names[slot].length)) {
        return byHash[slot];
      }
      slot = slot + 1 & mask;
    }
    if (used == MOST) {
      return others();
    }
    var event = new TextEvent(fullName(Scan.string(b, from, end)));
    names[slot] = Arrays.copyOfRange(b, from, end);
    byHash[slot] = event;
    events.add(event);
    if (++used * 2 > names.length) {
      grow();
    }
    return event;
  }

  private TextEvent others() {
    if (others.count == 0) {
      events.add(others);
    }
    return others;
  }

  private static String fullName(String name) {
    if (name.indexOf(':') > 0) {
      return name;
    }
    String group = EventGroups.of(name);
    return group.isEmpty() ? name : group + ":" + name;
  }

  /// Of the length and both ends: names that differ in their middles only are rare.
  private static int hash(byte[] b, int from, int end) {
    long hash = end - from;
    if (end - from < Long.BYTES) {
      for (int i = from; i < end; i++) {
        hash = hash * 31 + b[i];
      }
    } else {
      hash += (long) LONG.get(b, from) * 31 + (long) LONG.get(b, end - Long.BYTES);
    }
    hash *= 0x9e3779b97f4a7c15L;
    return (int) (hash >>> Integer.SIZE);
  }

  private void grow() {
    byte[][] oldNames = names;
    TextEvent[] oldEvents = byHash;
    names = new byte[oldNames.length * 2][];
    byHash = new TextEvent[oldNames.length * 2];
    int mask = names.length - 1;
    for (int i = 0; i < oldNames.length; i++) {
      if (oldNames[i] != null) {
        int slot = hash(oldNames[i], 0, oldNames[i].length) & mask;
        while (names[slot] != null) {
          slot = slot + 1 & mask;
        }
        names[slot] = oldNames[i];
        byHash[slot] = oldEvents[i];
      }
    }
  }

  /// The events in the order of their first lines.
  List<TextEvent> all() {
    return events;
  }
}
