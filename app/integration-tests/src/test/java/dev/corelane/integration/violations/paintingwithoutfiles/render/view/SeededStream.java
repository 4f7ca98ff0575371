package dev.corelane.integration.violations.paintingwithoutfiles.render.view;

import java.io.InputStream;

public final class SeededStream {
  public InputStream data() {
    return InputStream.nullInputStream();
  }
}
