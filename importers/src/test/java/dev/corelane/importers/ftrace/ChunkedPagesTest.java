package dev.corelane.importers.ftrace;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.corelane.importers.io.ByteView;
import dev.corelane.importers.perf.testing.RecordBuffer;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Packed pages that claim more than they hold.
class ChunkedPagesTest {
  private static final int PAGE = 4096;

  private final List<String> damage = new ArrayList<>();

  private long unpack(RecordBuffer bytes) throws IOException {
    var data = new ByteView(MemorySegment.ofArray(bytes.toByteArray()), false);
    try (ChunkCodec codec = ChunkCodec.of("zstd", "test")) {
      var pages =
          new ChunkedPages(
              data,
              0,
              data.size(),
              PAGE,
              codec,
              new UnpackBudget(),
              (what, offset) -> damage.add(what));
      long count = 0;
      while (pages.next()) {
        count++;
      }
      return count;
    }
  }

  private static RecordBuffer count(int chunks) {
    return new RecordBuffer(ByteOrder.LITTLE_ENDIAN).u32(chunks);
  }

  private static void chunk(RecordBuffer out, byte[] packed, int claimed) {
    out.u32(packed.length).u32(claimed).bytes(packed);
  }

  @Test
  void pagesMayBeSplitOverChunks() throws IOException {
    byte[] pages = new byte[PAGE * 3];
    RecordBuffer out = count(3);
    for (int i = 0; i < 3; i++) {
      byte[] part = Arrays.copyOfRange(pages, i * 4097, Math.min(pages.length, (i + 1) * 4097));
      chunk(out, Zstd.compress(part), part.length);
    }
    assertThat(unpack(out)).isEqualTo(3);
    assertThat(damage).isEmpty();
  }

  @Test
  void bombEndsAfterABoundedNumberOfBytes() throws IOException {
    int most = ChunkCodec.LARGEST;
    byte[] packed = Zstd.compress(new byte[most]);
    RecordBuffer out = count(60);
    for (int i = 0; i < 60; i++) {
      chunk(out, packed, most);
    }
    assertThat(unpack(out) * PAGE).isBetween((long) most, 16L * most);
    assertThat(damage).containsExactly("a packed chunk claims an impossible size");
  }

  @Test
  void sizesThatCannotBe() throws IOException {
    byte[] packed = Zstd.compress(new byte[PAGE]);
    for (int claimed : new int[] {PAGE - 1, PAGE + 1, Integer.MAX_VALUE, -1}) {
      RecordBuffer out = count(1);
      chunk(out, packed, claimed);
      assertThat(unpack(out)).isZero();
      assertThat(damage).hasSize(1);
      damage.clear();
    }
    assertThat(unpack(count(5))).isZero();
    assertThat(unpack(count(1).u32(1 << 20).u32(PAGE))).isZero();
    assertThat(damage)
        .containsExactly(
            "the file ends before a packed chunk", "a packed chunk is longer than its CPU's data");
  }
}
