package dev.corelane.render.paint;

import dev.corelane.render.digest.CountProfile;
import dev.corelane.render.digest.Curve;
import dev.corelane.render.digest.LaneFacts;
import dev.corelane.render.layout.Lane;
import dev.corelane.render.surface.Surface;
import dev.corelane.render.view.FactColumns;

/// Paints what the heading of a collapsed group shows of its lanes: how many threads wait for
/// locks, or how many run and wait for a CPU.
final class GroupPainter {
  private static final double INSET = 3;

  private final ActivityPainter activity;

  GroupPainter(ActivityPainter activity) {
    this.activity = activity;
  }

  /// Paints a heading's part of the lanes; its left edge is the origin.
  void paint(
      Frame frame,
      FactColumns columns,
      Lane.GroupHeading heading,
      double top,
      double height,
      Shown shown) {
    Surface surface = frame.surface();
    surface.fillRect(0, top, frame.state().scale().width(), height, frame.theme().chrome());
    if (!heading.collapsed()) {
      return;
    }
    LaneFacts facts = frame.digest().facts();
    surface.pushTranslate(0, top + INSET);
    double room = height - 2 * INSET;
    switch (heading.summary()) {
      case Lane.Summary.Nothing nothing -> {}
      case Lane.Summary.Counters counters -> {}
      case Lane.Summary.Activity all -> activity.paintActivity(frame, columns, room, shown);
      case Lane.Summary.Marks marks -> activity.paintMarks(frame, room, shown);
      case Lane.Summary.Locks locks -> paintWaiters(frame, columns, facts.allWaits(), room, shown);
      case Lane.Summary.AllThreads all ->
          paintProfile(frame, columns, facts.allThreads(), room, shown);
      case Lane.Summary.OfProcess process ->
          paintProfile(
              frame, columns, facts.processes().get(process.index()).profile(), room, shown);
    }
    surface.pop();
  }

  private static void paintWaiters(
      Frame frame, FactColumns columns, Curve waits, double room, Shown shown) {
    Curve.Reader reader = waits.reader();
    for (int c = 0; c < columns.grid().count(); c++) {
      double mean = reader.mean(columns.edgesNs()[c], columns.edgesNs()[c + 1]);
      double height = Math.min(room, room * mean / Math.max(1, waits.most()));
      if (height > 0) {
        bar(frame, columns, c, room, height, frame.theme().pressure());
        shown.add(LaneLook.WAITERS);
      }
    }
  }

  private static void paintProfile(
      Frame frame, FactColumns columns, CountProfile profile, double room, Shown shown) {
    double full = Math.max(1, profile.most());
    for (int c = 0; c < columns.grid().count(); c++) {
      long from = columns.edgesNs()[c];
      long to = columns.edgesNs()[c + 1];
      double running = Math.min(1, profile.running(from, to) / full) * room;
      double runnable = Math.min(room - running, profile.runnable(from, to) / full * room);
      if (running > 0) {
        bar(frame, columns, c, room, running, frame.theme().busy());
        shown.add(LaneLook.GROUP_RUNNING);
      }
      if (runnable > 0) {
        bar(frame, columns, c, room - running, runnable, frame.theme().pressure());
        shown.add(LaneLook.GROUP_RUNNABLE);
      }
    }
  }

  private static void bar(
      Frame frame, FactColumns columns, int column, double bottom, double height, int color) {
    frame
        .surface()
        .fillRect(columns.grid().x(column), bottom - height, columns.grid().width(), height, color);
  }
}
