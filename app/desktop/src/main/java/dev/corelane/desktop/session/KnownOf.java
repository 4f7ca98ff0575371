package dev.corelane.desktop.session;

import dev.corelane.analysis.knowledge.KnowledgeSource;
import dev.corelane.analysis.knowledge.VersionedText;
import dev.corelane.analysis.knowledge.WaitEventKnowledge;
import dev.corelane.analysis.knowledge.WaitEventLibrary;
import dev.corelane.trace.model.Lock;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.WaitEvent;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is known of a wait of PostgreSQL, apart from this recording: what it means, what likely
/// causes it, where to look next, what helps, and where that is from.
final class KnownOf {
  private final WaitEventLibrary library;
  private final Timeline timeline;

  KnownOf(WaitEventLibrary library, Timeline timeline) {
    this.library = library;
    this.timeline = timeline;
  }

  /// @param target what is selected
  /// @return one group of facts, empty if nothing is known of it
  Optional<Inspection.Section> of(Target target) {
    return switch (target) {
      case Target.SampleRef ref -> event(timeline.waitSamples().get(ref.row()).event());
      case Target.WaitRef ref -> lock(timeline.waits().get(ref.row()).lock());
      case Target.HoldRef ref -> lock(timeline.holds().get(ref.row()).lock());
      case Target.LockRef ref -> lock(ref.lock());
      case SliceRef ref -> Optional.empty();
      case Target.StateRef ref -> Optional.empty();
      case Target.SpanRef ref -> Optional.empty();
      case Target.SessionsRef ref -> Optional.empty();
      case Target.CounterRef ref -> Optional.empty();
      case Target.MarkRef ref -> Optional.empty();
    };
  }

  private Optional<Inspection.Section> event(int event) {
    if (event < 0) {
      return Optional.empty();
    }
    WaitEvent known = timeline.waitEvents().get(event);
    return library.find(known.type(), known.name()).map(KnownOf::section);
  }

  /// A wait for an LWLock is the wait event of its tranche.
  private Optional<Inspection.Section> lock(int id) {
    if (id < 0) {
      return Optional.empty();
    }
    Lock lock = timeline.locks().get(id);
    String type =
        lock.kind() == LockKind.LWLOCK
            ? "LWLock"
            : lock.kind() == LockKind.HEAVYWEIGHT ? "Lock" : "";
    return type.isEmpty()
        ? Optional.empty()
        : library.find(type, lock.name()).map(KnownOf::section);
  }

  private static Inspection.Section section(WaitEventKnowledge known) {
    List<Inspection.Row> rows = new ArrayList<>();
    add(rows, "Is", known.meaning());
    add(rows, "Likely cause", known.causes());
    add(rows, "Look at", known.lookAt());
    add(rows, "Helps", known.remedies());
    for (KnowledgeSource source : known.sources()) {
      rows.add(new Inspection.Row("From", source.title(), null));
    }
    return new Inspection.Section(
        "What is known of " + known.type() + ": " + known.name(), List.copyOf(rows));
  }

  private static void add(List<Inspection.Row> rows, String label, List<VersionedText> texts) {
    for (VersionedText text : texts) {
      String versions = text.versions();
      String value = versions.isEmpty() ? text.text() : text.text() + " (" + versions + ")";
      rows.add(new Inspection.Row(label, value, null));
    }
  }
}
