package dev.corelane.render.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.trace.model.Cpu;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LaneLayoutTest {
  private static final LaneMetrics METRICS = new LaneMetrics(100, 50, 20, 10);

  @Test
  void coresStandInOrderOfTheirNumbers() {
    List<Cpu> cpus = List.of(new Cpu(0, 4), new Cpu(1, 2), new Cpu(2, 3));
    assertThat(LaneLayout.cores(cpus, METRICS).rows())
        .extracting(row -> row.lane().title())
        .containsExactly("CPU 2", "CPU 3", "CPU 4");
  }

  @Test
  void rowsAreFoundByHeight() {
    LaneLayout layout = cores(500);
    assertThat(layout.height()).isEqualTo(500 * 60 - 10);
    assertThat(layout.rowAt(0).orElseThrow().lane().id()).isEqualTo("cpu/0");
    assertThat(layout.rowAt(49.9).orElseThrow().lane().id()).isEqualTo("cpu/0");
    assertThat(layout.rowAt(50)).as("gap").isEmpty();
    assertThat(layout.rowAt(60 * 321 + 5).orElseThrow().lane().id()).isEqualTo("cpu/321");
    assertThat(layout.rowAt(-1)).isEmpty();
    assertThat(layout.rowAt(layout.height())).isEmpty();
  }

  @Test
  void onlyVisibleRowsAreGiven() {
    LaneLayout layout = cores(500);
    List<LaneRow> rows = layout.visible(6030, 200);
    assertThat(rows)
        .extracting(row -> row.lane().id())
        .containsExactly("cpu/100", "cpu/101", "cpu/102", "cpu/103");
    assertThat(layout.visible(layout.height(), 100)).isEmpty();
    assertThat(layout.visible(0, 1e9)).hasSize(500);
  }

  @Test
  void frozenRowsStayWhileTheOthersScrollBelowThem() {
    LaneLayout layout = cores(20).freezing(2);
    assertThat(layout.frozenHeight()).isEqualTo(120);
    assertThat(layout.frozenRows()).hasSize(2);
    assertThat(layout.visible(0, 200))
        .extracting(row -> row.lane().id())
        .containsExactly("cpu/2", "cpu/3");
    assertThat(layout.visible(300, 200))
        .extracting(row -> row.lane().id())
        .containsExactly("cpu/7", "cpu/8");
    assertThat(layout.rowAt(10, 300).orElseThrow().lane().id()).isEqualTo("cpu/0");
    assertThat(layout.rowAt(125, 300).orElseThrow().lane().id()).isEqualTo("cpu/7");
    LaneRow low = layout.find("cpu/9").orElseThrow();
    double scroll = layout.scrollShowing("cpu/9", 0, 200);
    assertThat(layout.topOf(low, scroll)).as("half the spare room below").isEqualTo(135);
    scroll = layout.scrollShowing("cpu/4", scroll, 200);
    assertThat(layout.topOf(layout.find("cpu/4").orElseThrow(), scroll)).isEqualTo(135);
    assertThat(layout.scrollShowing("cpu/1", 300, 200)).as("always in sight").isEqualTo(300);
    assertThat(layout.topOf(layout.find("cpu/1").orElseThrow(), 300)).isEqualTo(60);
  }

  @Test
  void collapsedGroupsKeepTheirHeading() {
    List<Lane> lanes = List.of(new Lane.Core(0, 0), new Lane.Core(1, 1));
    LaneLayout layout =
        LaneLayout.of(
            List.of(
                new LaneGroup("a", "Node 0", lanes, true),
                new LaneGroup("b", "Node 1", lanes, false)),
            METRICS);
    assertThat(layout.rows()).hasSize(4);
    assertThat(layout.rows().getFirst().lane())
        .isEqualTo(new Lane.GroupHeading("a", "Node 0", 2, true));
    assertThat(layout.rows().get(1).y()).isEqualTo(30);
    assertThat(layout.height()).isEqualTo(20 + 10 + 20 + 10 + 50 + 10 + 50);
  }

  @Test
  void scrollIsClamped() {
    LaneLayout layout = cores(10);
    assertThat(layout.clampScroll(-5, 200)).isZero();
    assertThat(layout.clampScroll(1e6, 200)).isEqualTo(590 - 200);
    assertThat(layout.clampScroll(50, 2000)).isZero();
  }

  @Test
  void lanesFillTheRoomButStayLegible() {
    assertThat(METRICS.fitting(4, 400).coreHeight()).isEqualTo(90);
    assertThat(METRICS.fitting(1, 4000).coreHeight()).isEqualTo(200);
    assertThat(METRICS.fitting(500, 800).coreHeight()).isEqualTo(14);
  }

  @Test
  void noCpusIsNoRows() {
    assertThat(LaneLayout.cores(List.of(), METRICS).height()).isZero();
  }

  private static LaneLayout cores(int count) {
    return LaneLayout.cores(
        IntStream.range(0, count).mapToObj(i -> new Cpu(i, i)).toList(), METRICS);
  }
}
