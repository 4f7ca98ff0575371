package dev.corelane.desktop.session.replay;

import java.util.List;

/// The guided scenarios.
public final class GuidedStories {
  private static final List<GuidedStory> ALL =
      List.of(SpinlockStory.STORY, UrgentStory.STORY, MultiXactStory.STORY);

  private GuidedStories() {}

  /// @return all of them, in the order in which they are offered
  public static List<GuidedStory> all() {
    return ALL;
  }
}
