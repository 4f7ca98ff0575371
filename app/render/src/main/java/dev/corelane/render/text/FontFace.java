package dev.corelane.render.text;

import java.io.IOException;
import java.io.InputStream;

/// The faces that are part of the program (Inter, SIL Open Font License 1.1), so that a picture is
/// the same on every machine.
public enum FontFace {
  /// Inter Regular.
  REGULAR("Inter-Regular.ttf"),
  /// Inter SemiBold.
  SEMIBOLD("Inter-SemiBold.ttf");

  private final String resource;

  FontFace(String resource) {
    this.resource = "/dev/corelane/render/fonts/" + resource;
  }

  /// Opens the TrueType file of the face.
  ///
  /// @return a new stream, which the caller closes
  /// @throws IOException if the program is not whole
  public InputStream open() throws IOException {
    InputStream in = FontFace.class.getResourceAsStream(resource);
    if (in == null) {
      throw new IOException("Font missing from the program: " + resource);
    }
    return in;
  }
}
