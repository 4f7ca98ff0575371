package dev.corelane.render.paint;

import dev.corelane.render.surface.Marker;
import dev.corelane.render.theme.WaitColors;
import dev.corelane.render.view.FlagStyle;
import dev.corelane.render.view.Link;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/// What a picture contains, so that the legend explains exactly that.
public final class Shown {
  private static final float LEAST_UNKNOWN = 0.01f;

  private final double[] classTime;
  private final Set<Marker> markers = EnumSet.noneOf(Marker.class);
  private double knownTime;
  private boolean cores;
  private final Set<LaneLook> looks = EnumSet.noneOf(LaneLook.class);
  private boolean bars;
  private boolean holderBars;
  private boolean strips;
  private boolean exactDelays;
  private boolean bucketDelays;
  private boolean unknown;
  private boolean holes;
  private boolean notWhole;
  private boolean path;
  private boolean tails;
  private boolean bookmarks;
  private final Set<String> waits = new TreeSet<>(WaitColors.ORDER);
  private final Set<String> spans = new LinkedHashSet<>();
  private int marksPerCell;
  private double markCellNs;
  private long clockNs;
  private final Set<Link.Kind> links = EnumSet.noneOf(Link.Kind.class);

  Shown(int classes) {
    classTime = new double[classes];
  }

  /// Share of what is known of the visible time of the visible CPUs that a class of tasks ran.
  ///
  /// @param taskClass index of the class
  /// @return 0 to 1
  public double share(int taskClass) {
    return knownTime <= 0 ? 0 : Math.min(1, classTime[taskClass] / knownTime);
  }

  /// @return whether anything is known of the visible time of the visible CPUs
  public boolean anythingKnown() {
    return knownTime > 0;
  }

  /// @return share of what is known of the visible time of the visible CPUs in which any task ran,
  ///   0 to 1
  public double busy() {
    return knownTime <= 0 ? 0 : Math.min(1, Arrays.stream(classTime).sum() / knownTime);
  }

  /// @return whether there are bookmarks of the user
  public boolean bookmarks() {
    return bookmarks;
  }

  void addBookmark() {
    bookmarks = true;
  }

  /// @return shapes of single marks
  public Set<Marker> markers() {
    return markers;
  }

  /// @return whether there are core lanes
  public boolean cores() {
    return cores;
  }

  /// @return what lanes of locks and threads show
  public Set<LaneLook> looks() {
    return looks;
  }

  /// @return whether involuntary switches are counted in bars
  public boolean bars() {
    return bars;
  }

  /// @return whether there are bars of victims that held a lock
  public boolean holderBars() {
    return holderBars;
  }

  /// @return whether lanes have strips
  public boolean strips() {
    return strips;
  }

  /// @return whether a lane tells the run delay before each slice
  public boolean exactDelays() {
    return exactDelays;
  }

  /// @return whether a lane tells the longest run delay of stretches of time
  public boolean bucketDelays() {
    return bucketDelays;
  }

  /// @return whether there is time about which nothing is known
  public boolean unknown() {
    return unknown;
  }

  /// @return whether there is lost data
  public boolean holes() {
    return holes;
  }

  /// @return whether there are slices of which an end was not recorded
  public boolean notWhole() {
    return notWhole;
  }

  /// @return kinds of the arrows
  public Set<Link.Kind> links() {
    return links;
  }

  /// @return whether there is a critical path
  public boolean path() {
    return path;
  }

  /// @return whether slices have their run delays as tails
  public boolean tails() {
    return tails;
  }

  /// @return types of wait events of samples and sessions, as they are stacked
  public Set<String> waits() {
    return waits;
  }

  /// @return categories of which is told how many spans ended
  public Set<String> spans() {
    return spans;
  }

  /// @return number of marks that makes a bar of full height, 0 if no marks are counted
  public int marksPerCell() {
    return marksPerCell;
  }

  /// @return time that such a bar stands for, ns
  public double markCellNs() {
    return markCellNs;
  }

  /// @return uncertainty of the clock that is drawn at the pointer, ns; 0 if none is
  public long clockNs() {
    return clockNs;
  }

  void addClock(long uncertaintyNs) {
    clockNs = uncertaintyNs;
  }

  void addWait(String type) {
    waits.add(type);
  }

  void addSpans(String category) {
    spans.add(category);
  }

  void addMarks(FlagStyle style) {
    marksPerCell = Math.max(marksPerCell, style.fullCount());
    markCellNs = style.cellNs();
  }

  void addLink(Link.Kind kind) {
    links.add(kind);
  }

  void addPath() {
    path = true;
  }

  void addTails() {
    tails = true;
  }

  /// @param lost whether the data of a column was lost, which explains why nothing is known
  void addLane(CoreColumns columns, IntPredicate lost) {
    cores = true;
    knownTime += columns.known();
    for (int c = 0; c < columns.columns; c++) {
      for (int k = 0; k < Math.min(columns.classes, classTime.length); k++) {
        classTime[k] += columns.share[c * columns.classes + k];
      }
      unknown |= columns.unknown[c] > LEAST_UNKNOWN && !lost.test(c);
    }
  }

  void add(LaneLook look) {
    looks.add(look);
  }

  void addTime(int taskClass, double columns) {
    classTime[taskClass] += columns;
  }

  void addUnknown() {
    unknown = true;
  }

  void addMarker(Marker marker) {
    markers.add(marker);
  }

  void addBars(boolean holders) {
    bars = true;
    holderBars |= holders;
  }

  void addStrips(boolean exactDelay) {
    strips = true;
    exactDelays |= exactDelay;
    bucketDelays |= !exactDelay;
  }

  void addHole() {
    holes = true;
  }

  void addNotWhole() {
    notWhole = true;
  }
}
