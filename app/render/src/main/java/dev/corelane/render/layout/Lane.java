package dev.corelane.render.layout;

/// A horizontal band of the timeline. The permitted kinds are all there are; a new kind is added
/// here, and the compiler then names every place that must learn to lay out, paint and hit it.
public sealed interface Lane {
  /// A name that stays the same across sessions, for pinning, ordering and links.
  ///
  /// @return the name
  String id();

  /// @return the text of its header
  String title();

  /// The heading of a group of lanes.
  ///
  /// @param id stable name
  /// @param title the heading
  /// @param lanes number of lanes in the group, hidden or not
  /// @param collapsed whether they are hidden
  record GroupHeading(String id, String title, int lanes, boolean collapsed) implements Lane {}

  /// A CPU: who ran on it.
  ///
  /// @param cpu index of the CPU on the timeline
  /// @param number the kernel's number
  record Core(int cpu, int number) implements Lane {
    @Override
    public String id() {
      return "cpu/" + number;
    }

    @Override
    public String title() {
      return "CPU " + number;
    }
  }
}
