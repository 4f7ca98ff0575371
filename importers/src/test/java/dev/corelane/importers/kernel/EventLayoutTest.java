package dev.corelane.importers.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.io.ByteView;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/// Format texts, and fields read by them.
class EventLayoutTest {
  private static final String FORMAT =
      """
      name: demo
      ID: 77
      format:
      \tfield:unsigned short common_type;\toffset:0;\tsize:2;\tsigned:0;
      \tfield:int common_pid;\toffset:4;\tsize:4;\tsigned:1;

      \tfield:char comm[16];\toffset:8;\tsize:16;\tsigned:1;
      \tfield:__data_loc char[] file;\toffset:24;\tsize:4;\tsigned:1;
      \tfield:__rel_loc char[] tail;\toffset:28;\tsize:4;\tsigned:1;
      \tfield:const char * where;\toffset:32;\tsize:8;\tsigned:0;
      \tfield:s8 small;\toffset:40;\tsize:1;\tsigned:1;
      \tfield:u8 byte;\toffset:41;\tsize:1;\tsigned:0;
      \tfield:s16 half;\toffset:42;\tsize:2;\tsigned:1;
      \tfield:u16 uhalf;\toffset:44;\tsize:2;\tsigned:0;
      \tfield:u32 word;\toffset:48;\tsize:4;\tsigned:0;
      \tfield:u8 three[3];\toffset:52;\tsize:3;\tsigned:0;

      print fmt: "%s", REC->comm
      """;

  private final EventFormat format = EventFormatParser.parse("test", FORMAT).orElseThrow();

  @Test
  void textIsRead() {
    assertThat(format.fullName()).isEqualTo("test:demo");
    assertThat(format.id()).isEqualTo(77);
    assertThat(format.printFormat()).isEqualTo("\"%s\", REC->comm");
    assertThat(format.fields()).hasSize(12);
    assertThat(format.field("common_pid"))
        .isEqualTo(new EventField("common_pid", "int", 4, 4, true, EventField.Kind.PLAIN));
    assertThat(format.field("comm"))
        .isEqualTo(new EventField("comm", "char[16]", 8, 16, true, EventField.Kind.PLAIN));
    assertThat(format.field("file").kind()).isEqualTo(EventField.Kind.DATA_LOC);
    assertThat(format.field("tail").kind()).isEqualTo(EventField.Kind.REL_LOC);
    assertThat(format.field("where").type()).isEqualTo("const char *");
    assertThat(format.field("nothing")).isNull();
  }

  @Test
  void damagedLinesAreLeftOut() {
    String text =
        """
        name: demo
        ID: 3
        \tfield:int good;\toffset:0;\tsize:4;\tsigned:1;
        \tfield:int no_offset;\tsize:4;\tsigned:1;
        \tfield:int far;\toffset:70000;\tsize:4;\tsigned:1;
        \tfield:int negative;\toffset:-4;\tsize:4;\tsigned:1;
        \tfield:int words;\toffset:four;\tsize:4;\tsigned:1;
        \tfield:];\toffset:4;\tsize:4;\tsigned:1;
        \tfield:int good;\toffset:12;\tsize:4;\tsigned:1;
        field:
        """;
    EventFormat read = EventFormatParser.parse("s", text).orElseThrow();
    assertThat(read.fields()).containsOnlyKeys("good");
    assertThat(read.field("good").offset()).isZero();
    assertThat(read.printFormat()).isEmpty();
  }

  @Test
  void textWithoutNameOrIdIsNone() {
    assertThat(EventFormatParser.parse("s", "")).isEmpty();
    assertThat(EventFormatParser.parse("s", "name: x\n")).isEmpty();
    assertThat(EventFormatParser.parse("s", "ID: 5\n")).isEmpty();
    assertThat(EventFormatParser.parse("s", "name: x\nID: -5\n")).isEmpty();
    assertThat(EventFormatParser.parse("s", "name: x\nID: 99999999999\n")).isEmpty();
  }

  /// A megabyte of damage in one line or in many must not cost more than its length.
  @Test
  void hugeTextsAreReadQuickly() {
    String brackets = "print fmt: " + "{ (((((".repeat(1 << 17) + "\n";
    String fields = "\tfield:int a;\toffset:".repeat(1 << 10) + "\n";
    Assertions.assertTimeout(
        Duration.ofSeconds(5),
        () -> {
          EventFormatParser.parse("s", "name: x\nID: 1\n" + brackets);
          EventFormatParser.parse("s", "name: x\nID: 1\n" + fields.repeat(40));
          PrevState.parse("{ " + "{".repeat(1 << 17) + "prev_state & ? \"+\"");
        });
  }

  @Test
  void numbersHaveTheirSizeSignAndOrder() {
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      ByteBuffer b = ByteBuffer.allocate(64).order(order);
      b.putInt(4, -5).putLong(32, Long.MIN_VALUE + 3).put(40, (byte) -2).put(41, (byte) -2);
      b.putShort(42, (short) -3).putShort(44, (short) -3).putInt(48, -4);
      RawEvent event = event(b.array(), order);
      assertThat(event.number(format.field("common_pid"))).isEqualTo(-5);
      assertThat(event.i32(4)).isEqualTo(-5);
      assertThat(event.number(format.field("where"))).isEqualTo(Long.MIN_VALUE + 3);
      assertThat(event.number(format.field("small"))).isEqualTo(-2);
      assertThat(event.number(format.field("byte"))).isEqualTo(254);
      assertThat(event.u8(41)).isEqualTo(254);
      assertThat(event.number(format.field("half"))).isEqualTo(-3);
      assertThat(event.number(format.field("uhalf"))).isEqualTo(0xfffd);
      assertThat(event.number(format.field("word"))).isEqualTo(0xffff_fffcL);
      assertThat(event.number(format.field("three"))).as("no number has 3 bytes").isZero();
      assertThat(event.number(null)).isZero();
      assertThat(event.overruns()).isZero();
    }
  }

  @Test
  void stringsEndAtTheirNulOrTheirField() {
    ByteBuffer b = ByteBuffer.allocate(80).order(ByteOrder.LITTLE_ENDIAN);
    b.put(8, "abc\0garbage".getBytes(StandardCharsets.UTF_8));
    b.put(60, "/bin/ls\0".getBytes(StandardCharsets.UTF_8)).putInt(24, 8 << 16 | 60);
    b.put(70, "late\0".getBytes(StandardCharsets.UTF_8)).putInt(28, 5 << 16 | 70 - 32);
    RawEvent event = event(b.array(), ByteOrder.LITTLE_ENDIAN);
    assertThat(event.string(format.field("comm"))).isEqualTo("abc");
    assertThat(event.string(format.field("file"))).isEqualTo("/bin/ls");
    assertThat(event.string(format.field("tail"))).isEqualTo("late");
    assertThat(event.string(null)).isEmpty();
    b.put(8, "sixteen letters!".getBytes(StandardCharsets.UTF_8));
    assertThat(event.string(format.field("comm"))).isEqualTo("sixteen letters!");
  }

  @Test
  void readsOutsideTheRecordAreCounted() {
    ByteBuffer b = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
    b.putInt(24, 100 << 16 | 20).putInt(28, 8 << 16 | 0xffff);
    RawEvent event = event(b.array(), ByteOrder.LITTLE_ENDIAN);
    assertThat(event.string(format.field("file"))).isEmpty();
    assertThat(event.string(format.field("tail"))).isEmpty();
    assertThat(event.number(format.field("word"))).isZero();
    assertThat(event.i32(38)).isZero();
    assertThat(event.overruns()).isEqualTo(4);
    assertThat(event.u8(40)).isZero();
    assertThat(event.raw64(36)).isZero();
  }

  private static RawEvent event(byte[] bytes, ByteOrder order) {
    var data = new ByteView(MemorySegment.ofArray(bytes), order == ByteOrder.BIG_ENDIAN);
    var event = new RawEvent(data);
    event.window(data, 0, bytes.length);
    return event;
  }
}
