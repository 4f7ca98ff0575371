package dev.corelane.importers.postgres;

import dev.corelane.importers.Neighbours;
import dev.corelane.importers.TraceFile;
import dev.corelane.importers.postgres.SessionLives.Comparison;
import dev.corelane.trace.task.ProgressMonitor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Of which server each file of an incident is. Files of one server tell of the same sessions, or
/// at least of none that cannot be; where process ids contradict each other, there are several
/// servers, and that whose processes the recording has is taken for its own.
final class Servers {
  /// A file that tells of no session in so many rows tells of none.
  private static final long ASKED = 1000;

  private final Map<String, Server> byFile;
  private final Server recorded;

  private Servers(Map<String, Server> byFile, Server recorded) {
    this.byFile = byFile;
    this.recorded = recorded;
  }

  private static final class Group {
    private final List<TraceFile> files = new ArrayList<>();
    private final SessionLives lives = new SessionLives();

    void add(TraceFile file, SessionLives more) {
      files.add(file);
      lives.addAll(more);
    }

    void addAll(Group other) {
      files.addAll(other.files);
      lives.addAll(other.lives);
    }
  }

  /// Looks through the files that tell of sessions, if several do.
  ///
  /// @param neighbours all files, and what is known of the recording
  /// @param monitor asked whether to go on
  /// @return whose files they are
  static Servers of(Neighbours neighbours, ProgressMonitor monitor) {
    List<Neighbours.Neighbour> tellers =
        neighbours.files().stream().filter(n -> !sessions(n, ASKED, monitor).isEmpty()).toList();
    var recorded = new Server("", "");
    var byFile = new HashMap<String, Server>();
    if (tellers.size() > 1) {
      List<Group> groups = groups(tellers, monitor);
      Group first = ofRecording(groups, neighbours);
      groups.remove(first);
      List<Group> others = new ArrayList<>();
      for (Group group : groups) {
        if (first.lives.with(group.lives).otherServer()) {
          others.add(group);
        } else {
          first.addAll(group);
        }
      }
      for (Group group : others) {
        var server = new Server(group.files.getFirst().shortName(), why(first, group));
        group.files.forEach(file -> byFile.put(file.name(), server));
      }
    }
    return new Servers(byFile, recorded);
  }

  private static SessionLives sessions(
      Neighbours.Neighbour neighbour, long most, ProgressMonitor monitor) {
    return neighbour.importer() instanceof TellsSessions tells
        ? tells.sessions(neighbour.file(), most, monitor)
        : new SessionLives();
  }

  /// Files that share sessions are of one server, whatever their number.
  private static List<Group> groups(List<Neighbours.Neighbour> tellers, ProgressMonitor monitor) {
    List<Group> groups = new ArrayList<>();
    for (Neighbours.Neighbour teller : tellers) {
      SessionLives lives = sessions(teller, Long.MAX_VALUE, monitor);
      Group home =
          groups.stream()
              .filter(group -> group.lives.with(lives).sameServer())
              .findFirst()
              .orElse(null);
      if (home == null) {
        home = new Group();
        groups.add(home);
      }
      home.add(teller.file(), lives);
    }
    return groups;
  }

  private static Group ofRecording(List<Group> groups, Neighbours neighbours) {
    return groups.stream()
        .sorted(
            Comparator.comparingDouble(
                group -> -group.lives.share(neighbours.recorded(), neighbours.range())))
        .findFirst()
        .orElseThrow();
  }

  private static String why(Group first, Group other) {
    Comparison found = first.lives.with(other.lives);
    int more = first.files.size() - 1;
    return ("%s%s: process id %d stood for two sessions at once, begun at %s and at %s; such pairs"
            + " of sessions: %d")
        .formatted(
            first.files.getFirst().shortName(),
            more == 0 ? "" : " (and " + more + " more)",
            found.pid(),
            Instant.ofEpochSecond(found.firstStart()),
            Instant.ofEpochSecond(found.secondStart()),
            found.clashes());
  }

  /// @param file a file
  /// @return the server that it is of; that of the recording if the file does not tell of sessions
  Server of(TraceFile file) {
    return byFile.getOrDefault(file.name(), recorded);
  }

  /// @return the server of the recording
  Server recorded() {
    return recorded;
  }
}
