package dev.corelane.analysis.postgres;

import dev.corelane.trace.model.Provenance;

/// Something that speaks for a pattern.
///
/// @param text in a sentence
/// @param provenance recorded, or inferred from what was
public record Sign(String text, Provenance provenance) {
  static Sign recorded(String text) {
    return new Sign(text, Provenance.RECORDED);
  }

  static Sign inferred(String text) {
    return new Sign(text, Provenance.INFERRED);
  }
}
