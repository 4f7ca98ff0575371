package dev.corelane.desktop.session;

import java.util.List;

/// Everything a user can do by menu or key: one list, from which menus, tool bar, key handling and
/// the sheet of shortcuts are made.
public enum Command {
  /// File dialog, opens in this window.
  OPEN(Group.FILE, "Open\u2026", "Shortcut+O"),
  /// File dialog, then what of the files is wanted.
  OPEN_WITH_OPTIONS(Group.FILE, "Open with Options\u2026", "Shortcut+Alt+O"),
  /// File dialog, opens in a new window.
  OPEN_IN_NEW_WINDOW(Group.FILE, "Open in New Window\u2026", "Shortcut+Shift+O"),
  /// A new window with a start page.
  NEW_WINDOW(Group.FILE, "New Window", "Shortcut+N"),
  /// Asks what to show side by side.
  COMPARE(Group.FILE, "Compare\u2026", "Shortcut+D"),
  /// The open recording, or a scenario, under other preemption models and policies.
  REPLAY(Group.FILE, "Replay\u2026", "Shortcut+Shift+R"),
  /// Back to the start page.
  CLOSE_TRACE(Group.FILE, "Close Trace", "Shortcut+W"),
  /// Where the clocks of the files stand.
  CLOCKS(Group.FILE, "Align Clocks\u2026", ""),
  /// What the inspector says, as text.
  COPY_FACTS(Group.FILE, "Copy Facts", "Shortcut+Shift+C"),
  /// What the inspector says, as JSON.
  COPY_FACTS_AS_JSON(Group.FILE, "Copy Facts as JSON", "Shortcut+Shift+J"),
  /// What lasts from one start to the next.
  PREFERENCES(Group.FILE, "Preferences\u2026", "Shortcut+Comma"),
  /// Ends the program.
  QUIT(Group.FILE, "Quit", "Shortcut+Q"),

  /// Shows less time.
  ZOOM_IN(Group.VIEW, "Zoom In", "Shortcut+Plus", "W", "+", "wheel up"),
  /// Shows more time.
  ZOOM_OUT(Group.VIEW, "Zoom Out", "Shortcut+Minus", "S", "-", "wheel down"),
  /// Shows the whole timeline.
  FIT(Group.VIEW, "Fit Whole Trace", "F", "0"),
  /// Shows what is selected.
  ZOOM_TO_SELECTION(Group.VIEW, "Zoom to Selection", "Z", "Enter", "double click"),
  /// Fades all threads but the selected one.
  FOCUS_TASK(Group.VIEW, "Highlight Selected Thread", "H"),
  /// Shows the run delay before each slice.
  TAILS(Group.VIEW, "Run Delays before Slices", "T"),
  /// Shows what the selected work was made of, through all threads that it waited for.
  CRITICAL_PATH(Group.VIEW, "Critical Path of Selection", "C"),
  /// Shows only lanes whose name contains a text.
  FILTER_LANES(Group.VIEW, "Filter Lanes\u2026", "Shortcut+Shift+L"),
  /// Moves a lane below the cores, where it stays.
  PIN_LANE(Group.VIEW, "Pin or Unpin Lane", "P"),
  /// Everything that can be done with a lane.
  LANE_MENU(Group.VIEW, "Lane Menu", "Shift+P", "right click on a name"),
  /// Hides a lane or a group.
  HIDE_LANE(Group.VIEW, "Hide Lane", "X"),
  /// Shows what was hidden.
  SHOW_HIDDEN_LANES(Group.VIEW, "Show Hidden Lanes", "Shift+X"),
  /// Makes a lane higher, or low again.
  LANE_HEIGHT(Group.VIEW, "Next Height of Lane", "E"),
  /// Makes all lanes higher, or low again.
  ALL_HEIGHTS(Group.VIEW, "Next Height of All Lanes", "Shift+E"),
  /// Moves a lane or a group up.
  LANE_UP(Group.VIEW, "Move Lane Up", "Alt+Up", "drag its name"),
  /// Moves a lane or a group down.
  LANE_DOWN(Group.VIEW, "Move Lane Down", "Alt+Down", "drag its name"),
  /// Shows or hides the legend.
  LEGEND(Group.VIEW, "Legend", "Shortcut+L"),
  /// Shows or hides the inspector.
  INSPECTOR(Group.VIEW, "Inspector", "Shortcut+I"),
  /// Shows or hides the lists of preemptions, locks, threads and so on.
  LISTS(Group.VIEW, "Lists", "Shortcut+K"),
  /// Shows or hides the statistics of the selected range.
  RANGE(Group.VIEW, "Range Statistics", "Shortcut+R"),
  /// Shows or hides the list of import problems.
  PROBLEMS(Group.VIEW, "Problems", "Shortcut+J"),
  /// Shows or hides the frame meter.
  FRAME_METER(Group.VIEW, "Frame Meter", "Shortcut+Shift+F"),
  /// Fills the screen.
  FULL_SCREEN(Group.VIEW, "Full Screen", "F11"),

  /// The view before the last change of times, lanes, filter or range.
  BACK(Group.GO, "Back (Undo)", "Alt+Left", "Ctrl+Z"),
  /// The view after.
  FORWARD(Group.GO, "Forward (Redo)", "Alt+Right", "Ctrl+Shift+Z"),
  /// Threads, locks and times by what is typed.
  SEARCH(Group.GO, "Search\u2026", "Shortcut+F", "/"),
  /// The next involuntary switch.
  NEXT_PREEMPTION(Group.GO, "Next Preemption", "Period"),
  /// The involuntary switch before.
  PREVIOUS_PREEMPTION(Group.GO, "Previous Preemption", "Comma"),
  /// The next thread that lost the CPU while it held a lock that others waited for.
  NEXT_HOLDER_PREEMPTION(Group.GO, "Next Lock-Holder Preemption", "L"),
  /// The one before.
  PREVIOUS_HOLDER_PREEMPTION(Group.GO, "Previous Lock-Holder Preemption", "Shift+L"),
  /// The worst run delay.
  WORST_1(Group.GO, "Worst Run Delay", "1"),
  /// The second.
  WORST_2(Group.GO, "Second Worst Run Delay", "2"),
  /// The third.
  WORST_3(Group.GO, "Third Worst Run Delay", "3"),
  /// The next thing like the selected one on its lane.
  NEXT_LIKE_THIS(Group.GO, "Next of the Same Kind", "", "]"),
  /// The one before.
  PREVIOUS_LIKE_THIS(Group.GO, "Previous of the Same Kind", "", "["),
  /// Marks a moment, or changes or removes the mark that is there.
  BOOKMARK(Group.GO, "Bookmark\u2026", "Shortcut+B", "M"),
  /// The next bookmark.
  NEXT_BOOKMARK(Group.GO, "Next Bookmark", "Shift+M"),
  /// The bookmark before.
  PREVIOUS_BOOKMARK(Group.GO, "Previous Bookmark", "Shortcut+Shift+M"),
  /// The next import problem or range of lost data.
  NEXT_PROBLEM(Group.GO, "Next Problem in the Data", "N"),
  /// The one before.
  PREVIOUS_PROBLEM(Group.GO, "Previous Problem in the Data", "Shift+N"),
  /// The next slice of the selected thread.
  NEXT_OF_TASK(Group.GO, "Next Slice of the Thread", "Shift+Right"),
  /// The slice of the selected thread before.
  PREVIOUS_OF_TASK(Group.GO, "Previous Slice of the Thread", "Shift+Left"),
  /// The next slice on the CPU of the selected one.
  NEXT_ON_CPU(Group.GO, "Next Slice on the CPU", "Shortcut+Right"),
  /// The slice on the CPU of the selected one before.
  PREVIOUS_ON_CPU(Group.GO, "Previous Slice on the CPU", "Shortcut+Left"),
  /// The first moment.
  TO_START(Group.GO, "Start of the Trace", "Home"),
  /// The last moment.
  TO_END(Group.GO, "End of the Trace", "End"),
  /// Moves the pointer to the lane above.
  LANE_ABOVE(Group.GO, "Point at Lane Above", "Shortcut+Up"),
  /// Moves the pointer to the lane below.
  LANE_BELOW(Group.GO, "Point at Lane Below", "Shortcut+Down"),
  /// Selects, opens or closes what the pointer is on.
  SELECT_POINTED(Group.GO, "Select What Is Pointed At", "", "Space", "click"),
  /// Gives the keys to the next part of the window.
  NEXT_PART(Group.GO, "Next Part of the Window", "F6"),
  /// Gives the keys to the part before.
  PREVIOUS_PART(Group.GO, "Previous Part of the Window", "Shift+F6"),
  /// Selects nothing.
  CLEAR_SELECTION(Group.GO, "Clear Selection", "Esc"),

  /// All commands by what is typed.
  PALETTE(Group.HELP, "Find Command\u2026", "Shortcut+Shift+P"),
  /// The sheet of keys.
  SHORTCUTS(Group.HELP, "Keyboard Shortcuts", "F1", "?"),
  /// What this program is.
  ABOUT(Group.HELP, "About Corelane", "");

  /// The menu a command is found in.
  public enum Group {
    /// Opening and closing.
    FILE("File"),
    /// What is shown.
    VIEW("View"),
    /// Moving about.
    GO("Go"),
    /// Help.
    HELP("Help");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    /// @return the title of the menu
    public String title() {
      return title;
    }
  }

  private final Group group;
  private final String title;
  private final String accelerator;
  private final List<String> otherKeys;

  Command(Group group, String title, String accelerator, String... otherKeys) {
    this.group = group;
    this.title = title;
    this.accelerator = accelerator;
    this.otherKeys = List.of(otherKeys);
  }

  /// @return the menu it is found in
  public Group group() {
    return group;
  }

  /// @return its name in menus
  public String title() {
    return title;
  }

  /// The key of the menu item, as `KeyCombination.valueOf` reads it.
  ///
  /// @return the key, "" if there is none
  public String accelerator() {
    return accelerator;
  }

  /// @return further keys and gestures that do the same, in words
  public List<String> otherKeys() {
    return otherKeys;
  }
}
