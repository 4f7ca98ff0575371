package dev.corelane.desktop.session.compare;

import dev.corelane.desktop.session.OpenRequest;

/// Where a side of a comparison comes from.
public sealed interface CompareSource {
  /// @return its name
  String title();

  /// Something that is open already.
  ///
  /// @param part what
  record Open(ComparedPart part) implements CompareSource {
    @Override
    public String title() {
      return part.trace().title();
    }
  }

  /// Something that has to be opened first.
  ///
  /// @param request what
  record ToOpen(OpenRequest request) implements CompareSource {
    @Override
    public String title() {
      return request.title();
    }
  }
}
