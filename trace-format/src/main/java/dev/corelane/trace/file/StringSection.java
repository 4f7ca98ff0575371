package dev.corelane.trace.file;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The string pool as it stands in a file: the end of every string as a 64-bit number, counted from
/// the first byte after these numbers, then the UTF-8 bytes of all strings.
final class StringSection {
  private static final ValueLayout.OfLong END =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private StringSection() {}

  /// The section's bytes. Half of a surrogate pair becomes U+FFFD, for UTF-8 cannot write it.
  static MemorySegment encode(List<String> strings, Arena arena) {
    List<byte[]> encoded = new ArrayList<>(strings.size());
    long total = (long) strings.size() * Long.BYTES;
    for (String string : strings) {
      byte[] utf8 = wellFormed(string).getBytes(StandardCharsets.UTF_8);
      encoded.add(utf8);
      total += utf8.length;
    }
    MemorySegment section = arena.allocate(total, Long.BYTES);
    MemorySegment text = section.asSlice((long) strings.size() * Long.BYTES);
    long end = 0;
    for (int i = 0; i < encoded.size(); i++) {
      byte[] utf8 = encoded.get(i);
      MemorySegment.copy(utf8, 0, text, ValueLayout.JAVA_BYTE, end, utf8.length);
      end += utf8.length;
      section.setAtIndex(END, i, end);
    }
    return section;
  }

  static List<String> decode(MemorySegment section, int count, Refusal refusal)
      throws TimelineFileException {
    long head = (long) count * Long.BYTES;
    if (head > section.byteSize()) {
      throw refusal.damaged("its string pool is too short for %d strings".formatted(count));
    }
    MemorySegment text = section.asSlice(head);
    CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    List<String> strings = new ArrayList<>(count);
    long start = 0;
    for (int i = 0; i < count; i++) {
      long end = section.getAtIndex(END, i);
      if (end < start || end > text.byteSize() || end - start > Integer.MAX_VALUE - 8) {
        throw refusal.damaged("string %d of its string pool ends at a wrong place".formatted(i));
      }
      byte[] bytes = text.asSlice(start, end - start).toArray(ValueLayout.JAVA_BYTE);
      try {
        strings.add(utf8.decode(ByteBuffer.wrap(bytes)).toString());
      } catch (CharacterCodingException e) {
        throw refusal.damaged("string %d of its string pool is not UTF-8".formatted(i));
      }
      start = end;
    }
    if (start != text.byteSize() || count == 0 || !strings.getFirst().isEmpty()) {
      throw refusal.damaged("its string pool does not start with \"\" or has bytes too many");
    }
    return strings;
  }

  private static String wellFormed(String string) {
    for (int i = 0; i < string.length(); i++) {
      if (Character.isSurrogate(string.charAt(i))) {
        return string
            .codePoints()
            .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
      }
    }
    return string;
  }
}
