package dev.corelane.render.layout;

import java.util.List;

/// Lanes that belong together and can be hidden together.
///
/// @param id stable name
/// @param title heading; an empty one gives no heading row
/// @param lanes in order from top to bottom
/// @param collapsed whether the lanes are hidden
public record LaneGroup(String id, String title, List<Lane> lanes, boolean collapsed) {
  /// Copies the list.
  public LaneGroup {
    lanes = List.copyOf(lanes);
  }
}
