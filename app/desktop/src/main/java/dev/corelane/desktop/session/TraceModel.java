package dev.corelane.desktop.session;

import dev.corelane.analysis.criticalpath.CriticalPath;
import dev.corelane.analysis.knowledge.WaitEventLibrary;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.time.TimeScale;
import dev.corelane.render.time.TimeText;
import dev.corelane.render.view.Bookmark;
import dev.corelane.render.view.Hit;
import dev.corelane.render.view.ViewState;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.diagnostics.Severity;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// A trace with everything a window says about it. Uses a shared timeline until it is closed.
public final class TraceModel {
  /// A bookmark that is so near is meant.
  private static final double BOOKMARK_PX = 6;

  private final SharedTrace trace;
  private final Timeline timeline;
  private final TimelineModel view;
  private final KnownOf known;
  private final Bookmarks bookmarks;
  private Optional<Found> found = Optional.empty();
  private Optional<Visit> visited = Optional.empty();
  private ColorChoice coloredBy = ColorChoice.CLASS;
  private @Nullable TraceDigest colored;
  private final ReadOnlyObjectWrapper<@Nullable Inspection> inspection =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper hoverLine = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper viewLine = new ReadOnlyStringWrapper("");

  /// The bookmark that was gone to, and the view since then: at the ends of a recording it does not
  /// stand in the middle.
  private record Visit(long timeNs, TimeScale scale) {}

  /// The critical path that was found for what was selected.
  private record Found(Target target, CriticalPath path) {}

  /// @param trace what was opened; this model is a user of it and releases it when it is closed
  /// @param nanoTime a clock that only goes forwards, in ns
  /// @param knowledge what is known of wait events
  public TraceModel(SharedTrace trace, LongSupplier nanoTime, WaitEventLibrary knowledge) {
    this.trace = trace;
    timeline = trace.digest().timeline();
    known = new KnownOf(knowledge, timeline);
    view = new TimelineModel(trace.digest(), nanoTime);
    bookmarks = new Bookmarks(timeline.range());
    bookmarks.all().subscribe(view::showBookmarks);
    view.target().subscribe(this::inspect);
    view.state().subscribe(this::viewed);
    viewed();
  }

  /// @return what is looked at; who wants to look at it for longer than this model asks for a share
  public SharedTrace shared() {
    return trace;
  }

  /// @return its name
  public String title() {
    return trace.title();
  }

  /// @return the timeline
  public Timeline timeline() {
    return timeline;
  }

  /// @return what part of it is looked at
  public TimelineModel view() {
    return view;
  }

  /// @return the moments that the user marked
  public Bookmarks bookmarks() {
    return bookmarks;
  }

  /// The bookmark that a key means: the one near the pointer, else near the begin of what is
  /// selected, else near the middle of what is visible.
  ///
  /// @return its time, and its note if there is one already
  public Bookmark bookmarkHere() {
    if (!view.pointer().onTime()
        && visited.isPresent()
        && visited.get().scale().equals(view.scale())) {
      Optional<Bookmark> there = bookmarks.near(visited.get().timeNs(), 0);
      if (there.isPresent()) {
        return there.get();
      }
    }
    long timeNs = view.pointer().timeNs();
    long reachNs = (long) (BOOKMARK_PX * view.scale().nsPerPx());
    return bookmarks.near(timeNs, reachNs).orElseGet(() -> new Bookmark(timeNs, ""));
  }

  /// Brings the next bookmark to the middle: after the one that was gone to, else after the edge of
  /// what is visible.
  ///
  /// @param step 1 for the next one, -1 for the one before
  public void goToBookmark(int step) {
    long fromNs =
        visited
            .filter(v -> v.scale().equals(view.scale()))
            .map(Visit::timeNs)
            .orElseGet(
                () ->
                    step > 0
                        ? view.scale().visible().startNs() - 1
                        : view.scale().visible().endNs() + 1);
    bookmarks
        .from(step, fromNs)
        .ifPresent(
            b -> {
              view.jumpTo(b.timeNs());
              visited = Optional.of(new Visit(b.timeNs(), view.scale()));
            });
  }

  /// Tells that moments are written in another way from now on.
  public void momentsChanged() {
    inspect();
    viewed();
  }

  /// @return what to say about the selected slice, null while none is selected
  public ReadOnlyObjectProperty<@Nullable Inspection> inspection() {
    return inspection.getReadOnlyProperty();
  }

  /// Tells of the critical path of something, for as long as it is selected.
  ///
  /// @param target what the path belongs to
  /// @param path the path
  public void tell(Target target, CriticalPath path) {
    found = Optional.of(new Found(target, path));
    inspect();
  }

  /// What [#inspection()] says, in numbers that do not depend on the user's language.
  ///
  /// @return null while nothing is selected
  public @Nullable Inspection plainInspection() {
    return TimeText.plainly(() -> view.target().get().map(this::inspection)).orElse(null);
  }

  /// The timeline in numbers, with colours as wanted.
  ///
  /// @param colors what colours tell apart
  /// @return the digest; the same one as long as the same is wanted
  public TraceDigest digest(ColorChoice colors) {
    if (colored == null || coloredBy != colors) {
      coloredBy = colors;
      colored = colors == ColorChoice.CLASS ? view.digest() : view.digest().coloredBy(colors.by());
    }
    return colored;
  }

  /// What there is to say about the trace as a whole.
  ///
  /// @return facts in groups
  public List<Inspection.Section> overview() {
    return Overview.of(view.digest());
  }

  /// @return the line about what the pointer is on, "" while it is on nothing
  public ReadOnlyStringProperty hoverLine() {
    return hoverLine.getReadOnlyProperty();
  }

  /// @return the line about what is visible or selected
  public ReadOnlyStringProperty viewLine() {
    return viewLine.getReadOnlyProperty();
  }

  /// @return what the import could not read, the most severe first
  public List<ImportProblem> problems() {
    return timeline.problems();
  }

  /// The problems that mean that something is missing.
  ///
  /// @return how many kinds of them there are
  public long severeProblems() {
    return problems().stream().filter(p -> p.severity() != Severity.INFO).count();
  }

  /// Where on the timeline a problem was met.
  ///
  /// @param problem the problem
  /// @return the time, empty when it has none
  public Optional<Long> placeOf(ImportProblem problem) {
    return problem.firstTimeNs() == ImportProblem.NO_TIME
        ? Optional.empty()
        : Optional.of(problem.firstTimeNs());
  }

  /// What was recorded, in one line: `4 CPUs, 312 threads, 17 650 switches in 4.06 s`.
  ///
  /// @return the line
  public String summary() {
    int cpus = timeline.cpus().size();
    int threads = Math.max(0, timeline.taskCount() - 2);
    return counted(cpus, "CPU")
        + ", "
        + counted(threads, "thread")
        + ", "
        + TimeText.count(view.digest().switches())
        + " switches in "
        + TimeText.duration(timeline.range().durationNs());
  }

  private static String counted(long count, String what) {
    return TimeText.count(count) + " " + what + (count == 1 ? "" : "s");
  }

  /// Selects the slice of the same task before the selected one.
  public void previousOfTask() {
    Inspection now = inspection.get();
    if (now != null && now.previousOfTask() != null) {
      view.goTo(now.previousOfTask());
    }
  }

  /// Selects the slice of the same task after the selected one.
  public void nextOfTask() {
    Inspection now = inspection.get();
    if (now != null && now.nextOfTask() != null) {
      view.goTo(now.nextOfTask());
    }
  }

  /// Selects the slice before or after the selected one on its CPU.
  ///
  /// @param step -1 or 1
  public void stepOnCpu(int step) {
    view.selection()
        .get()
        .ifPresent(
            ref -> {
              long index = ref.index() + step;
              if (index >= 0 && index < timeline.slices(ref.cpu()).count()) {
                view.goTo(new SliceRef(ref.cpu(), index));
              }
            });
  }

  /// Gives the timeline back; the model is not used any more.
  public void close() {
    trace.release();
  }

  private void inspect() {
    inspection.set(view.target().get().map(this::inspection).orElse(null));
  }

  private Inspection inspection(Target target) {
    Inspection facts =
        target instanceof SliceRef slice
            ? Inspector.inspect(timeline, slice)
            : FactInspector.inspect(view.digest(), target);
    Inspection all =
        found
            .filter(f -> f.target().equals(target))
            .map(f -> facts.with(PathText.of(view.digest(), f.path())))
            .orElse(facts);
    return known.of(target).map(all::with).orElse(all);
  }

  private String hoverLine(ViewState state) {
    String line = HoverText.line(view.digest(), state.scale(), state.hover());
    if (!(state.hover() instanceof Hit.Ruler ruler)) {
      return line;
    }
    long reachNs = (long) (BOOKMARK_PX * state.scale().nsPerPx());
    return bookmarks
        .near(ruler.timeNs(), reachNs)
        .map(
            b ->
                line + HoverText.BETWEEN + "bookmark" + (b.note().isEmpty() ? "" : ": ") + b.note())
        .orElse(line);
  }

  private static String ofLanes(ViewState state) {
    int lanes = state.selectedLanes().size();
    return lanes == 0 ? "" : lanes == 1 ? " of 1 lane" : " of " + lanes + " lanes";
  }

  private void viewed() {
    ViewState state = view.state().get();
    hoverLine.set(hoverLine(state));
    viewLine.set(
        state
            .selection()
            .map(range -> "Selected " + TimeText.duration(range.durationNs()) + ofLanes(state))
            .orElseGet(
                () ->
                    state.scale().isFit()
                        ? "All of " + TimeText.duration(timeline.range().durationNs())
                        : TimeText.duration(state.scale().visibleNs())
                            + " of "
                            + TimeText.duration(timeline.range().durationNs())));
  }
}
