package dev.corelane.render.view;

import java.util.List;

/// What is drawn over the lanes besides what was recorded on them.
///
/// @param links arrows of the selection
/// @param path the critical path of the selection, by time; empty for none
/// @param tails whether each slice has the run delay before it as a tail
/// @param bookmarks moments that the user marked
public record Overlay(
    List<Link> links, List<PathPiece> path, boolean tails, List<Bookmark> bookmarks) {
  /// Nothing.
  public static final Overlay NONE = new Overlay(List.of(), List.of(), false, List.of());

  /// Copies the lists.
  public Overlay {
    links = List.copyOf(links);
    path = List.copyOf(path);
    bookmarks = List.copyOf(bookmarks);
  }

  /// @param next arrows
  /// @return this overlay with them
  public Overlay withLinks(List<Link> next) {
    return new Overlay(next, path, tails, bookmarks);
  }

  /// @param next a critical path
  /// @return this overlay with it
  public Overlay withPath(List<PathPiece> next) {
    return new Overlay(links, next, tails, bookmarks);
  }

  /// @param next whether slices have tails
  /// @return this overlay with or without them
  public Overlay withTails(boolean next) {
    return new Overlay(links, path, next, bookmarks);
  }

  /// @param next moments that the user marked
  /// @return this overlay with them
  public Overlay withBookmarks(List<Bookmark> next) {
    return new Overlay(links, path, tails, next);
  }
}
