package dev.corelane.importers.postgres;

import static dev.corelane.importers.postgres.PostgresFiles.open;
import static dev.corelane.importers.postgres.PostgresFiles.waits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockSamplesTest {
  private static final String HEADER =
      "at,locktype,database,relation,page,tuple,transactionid,pid,mode,granted,waitstart\n";

  @TempDir Path folder;

  private static String xid(String second, int pid, String mode, boolean granted, String start) {
    return "2026-11-21 09:00:%s+00,transactionid,,,,,887,%d,%s,%s,%s\n"
        .formatted(second, pid, mode, granted ? "t" : "f", start);
  }

  @Test
  void rowsInNeighbouringSweepsAreOneHoldOrWait() throws IOException {
    String start = "2026-11-21 09:00:00.9+00";
    String text =
        HEADER
            + xid("01", 7, "ExclusiveLock", true, "")
            + xid("01.001", 8, "ShareLock", false, start)
            + xid("02", 7, "ExclusiveLock", true, "")
            + xid("02.001", 8, "ShareLock", false, start)
            + xid("03", 8, "ShareLock", true, "")
            + xid("04", 8, "ShareLock", true, "")
            + xid("50", 8, "ShareLock", true, "");
    try (Timeline timeline = open(folder, "unknown", text)) {
      assertThat(waits(timeline))
          .containsExactly(
              "09:00:00.900Z 09:00:02.001Z 8 SHARE on transaction 887 after 7 acquired INFERRED");
      List<LockHold> holds = PostgresFiles.all(timeline.holds());
      assertThat(holds)
          .allMatch(h -> !h.endSeen() && h.provenance() == Provenance.INFERRED)
          .extracting(
              h -> timeline.task(h.task()).tid(), LockHold::mode, h -> h.endNs() - h.startNs())
          .containsExactly(
              tuple(7, LockMode.HEAVY_EXCLUSIVE, 1_000_000_000L),
              tuple(8, LockMode.SHARE, 1_000_000_000L),
              tuple(8, LockMode.SHARE, 0L));
      assertThat(timeline.locks())
          .singleElement()
          .satisfies(
              lock -> {
                assertThat(lock.kind()).isEqualTo(LockKind.HEAVYWEIGHT);
                assertThat(lock.single()).isTrue();
              });
      assertThat(timeline.problems()).isEmpty();
    }
  }

  @Test
  void tagsAreNamedAsTheServersLogNamesThem() throws IOException {
    String text =
        """
        now|locktype|database|relation|page|tuple|virtualxid|transactionid|classid|objid|objsubid|pid|mode|granted
        2026-11-21 09:00:01+00|relation|5|16384||||||||7|AccessShareLock|t
        2026-11-21 09:00:01+00|tuple|5|16384|0|2||||||7|ExclusiveLock|t
        2026-11-21 09:00:01+00|virtualxid|||||15/3|||||7|ExclusiveLock|t
        2026-11-21 09:00:01+00|advisory|5||||||1|2|1|7|ShareLock|t
        2026-11-21 09:00:01+00|transactionid||||||9|||||ShareLock|t
        """;
    try (Timeline timeline = open(folder, "unknown", text)) {
      assertThat(timeline.locks())
          .extracting(lock -> lock.name())
          .containsExactly(
              "relation 16384 of database 5",
              "tuple (0,2) of relation 16384 of database 5",
              "virtual transaction 15/3",
              "advisory lock [5,1,2,1]",
              "transaction 9");
      assertThat(timeline.problems()).isEmpty();
    }
  }
}
