package dev.corelane.importers.ftrace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.io.ByteView;
import dev.corelane.importers.kernel.RawEvent;
import dev.corelane.importers.perf.testing.RecordBuffer;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Formats of `trace_printk` with arguments packed as the kernel packs them.
class BinaryPrintTest {
  private static String print(String format, RecordBuffer arguments, int longSize) {
    byte[] bytes = arguments.toByteArray();
    var event =
        new RawEvent(
            new ByteView(MemorySegment.ofArray(bytes), arguments.order() == ByteOrder.BIG_ENDIAN));
    event.window(
        new ByteView(MemorySegment.ofArray(bytes), arguments.order() == ByteOrder.BIG_ENDIAN),
        0,
        bytes.length);
    return BinaryPrint.format(format, event, 0, longSize);
  }

  private static RecordBuffer little() {
    return new RecordBuffer(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void numbersOfAllSizes() {
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      var args = new RecordBuffer(order).u32(-5).u32(-5).u64(-6).u32(0xbeef).u64(1L << 40);
      assertThat(print("a=%d b=%u c=%ld d=%#x e=%llu", args, 8))
          .isEqualTo("a=-5 b=4294967291 c=-6 d=0xbeef e=1099511627776");
      var narrow = new RecordBuffer(order).u8(-1).u8(0).u16(-2).u32(-7);
      assertThat(print("%hhd %hd %ld%%", narrow, 4)).isEqualTo("-1 -2 -7%");
    }
  }

  @Test
  void stringsStandInPlaceAndNumbersBehindThemAreAligned() {
    var args = little().zstr("init").zeros(3).u32(7).zstr("x");
    assertThat(print("comm=%s cpu=%d end=%s", args, 8)).isEqualTo("comm=init cpu=7 end=x");
  }

  @Test
  void widthPrecisionAndFlags() {
    var args = little().u32(42).u32(-42).u32(42).u32(6).u32(42).zstr("abcdef");
    assertThat(print("[%5d] [%06d] [%-5d] [%*d] [%.3s]", args, 8))
        .isEqualTo("[   42] [-00042] [42   ] [    42] [abc]");
  }

  @Test
  void pointers() {
    var args = little().u64(0xffff_ffc0_0008_f3daL).u64(0x1234).zstr("10.0.0.1");
    assertThat(print("rq=%p fn=%pS ip=%pI4", args, 8))
        .isEqualTo("rq=0xffffffc00008f3da fn=0x1234 ip=10.0.0.1");
  }

  @Test
  void argumentsThatAreMissingReadAsNothing() {
    assertThat(print("%d %s %llx %999999999999d", little(), 8)).startsWith("0  0 %");
  }

  @Test
  void formatsAreFoundByTheirAddress() {
    PrintkFormats formats =
        PrintkFormats.parse("0xffffffff81 : \"a \\\"b\\\" %d\\n\"\nnonsense\n0xzz : \"c\"\n");
    assertThat(formats.at(0xffffffff81L)).isEqualTo("a \"b\" %d\n");
    assertThat(formats.at(5)).isEqualTo("text at 0x5");
  }
}
